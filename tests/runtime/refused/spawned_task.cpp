// says: give the coroutine and its arguments, not the task it returns
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/spawn.hpp>

coax::task<int> twice(const int &n) { co_return 2 * n; }

coax::task<void> starts() {
  auto handle = coax::spawn(twice(21));
  co_await handle.join();
}
