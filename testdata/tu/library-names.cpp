// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiler and library spellings fold to the public name.
#include <future>
extern "C" long __read_chk(int, void *, unsigned long, unsigned long);
long f(std::future<int> &result) {
  result.wait(); // expect-edge: f -> std::future::wait [direct]
  __builtin_printf("x"); // expect-edge: f -> printf [direct]
  char buffer[4];
  return __read_chk(0, buffer, 4, 4); // expect-edge: f -> read [direct]
}
