// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops, catch handlers, macros.
#include <unistd.h>
#define PAUSE(n) sleep(n)
#define CHECK(x) \
  if ((x) < 0)   \
    return -1
int f(int n) { // expect-obstacle: returns through the macro CHECK
  while (sleep(1)) { // expect-edge: f -> sleep [direct, loop]
    for (;;)
      usleep(2); // expect-edge: f -> usleep [direct, loop]
  }
  try {
    sleep(3); // expect-edge: f -> sleep [direct]
  } catch (...) {
    sleep(4); // expect-edge: f -> sleep [direct, catch]
  }
  PAUSE(n);       // expect-edge: f -> sleep [direct, macro]
  CHECK(close(n)); // expect-edge: f -> close [direct]
  return 0;
}
int g(int n) { // expect-obstacle: returns through the macro CHECK
  CHECK(n);
  return 0;
}
