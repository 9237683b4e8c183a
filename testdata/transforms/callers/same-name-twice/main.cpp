// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of one name in two units; only one of them waits.
// expect-plan: step await
#include <cstdio>
#include <unistd.h>

int other(int n);

static int step(int n) {
  usleep(100);
  return n + 1;
}

int main() { std::printf("%d %d\n", step(1), other(1)); }
