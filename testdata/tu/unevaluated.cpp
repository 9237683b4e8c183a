// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is not evaluated is not a call.
#include <unistd.h>
template <typename T>
concept Sleeps = requires(T t) { sleep(t); };
unsigned f() noexcept(noexcept(sleep(1))) {
  using Result = decltype(sleep(2));
  static_assert(sizeof(sleep(3)) == sizeof(Result));
  static_assert(Sleeps<int>);
  return sleep(4); // expect-edge: f -> sleep [direct]
}
