// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// do loops: g++ 12 jumps past a condition that awaits at a `continue`, and never enters a coroutine
// without a variable.
#include <cstdio>
#include <unistd.h>

static int left = 3;

static bool more(bool loud) {
  usleep(10);
  if (loud)
    std::printf("[more %d]", left);
  return --left > 0;
}

static void none() {
  do
    std::printf("none ");
  while (more(true));
}

static int some(int n) {
  int seen = 0;
  do {
    if (n % 2)
      continue;
    for (int i = 0; i < 2; ++i)
      if (i)
        continue;
      else
        ++seen;
    if (n > 6)
      break;
  } while (n++ < 9 && more(n > 0));
  return seen * 100 + n;
}

static int inner() {
  int n = 0;
  do {
    for (int i = 0; i < 3; ++i) {
      if (i == 1)
        continue;
      ++n;
    }
  } while (more(n < 4));
  return n;
}

int main() {
  none();
  left = 20;
  std::printf("%d\n", some(0));
  left = 3;
  std::printf("%d\n", inner());
  return left;
}
