// says: awaited with co_await std::move
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>

coax::task<void> await_by_name(coax::queue<int> &from) {
  auto receiving = from.pop();
  co_await receiving;
}
