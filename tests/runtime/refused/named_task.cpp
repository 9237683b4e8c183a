// says: awaited with co_await std::move
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>

coax::task<int> give() { co_return 1; }

coax::task<int> await_by_name() {
  auto one = give();
  co_return co_await one;
}
