// says: awaited with co_await std::move
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>

coax::task<bool> await_by_name(coax::channel<int> &to) {
  auto sending = to.send(1);
  co_return co_await sending;
}
