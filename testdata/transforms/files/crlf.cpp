// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines that end with carriage return and line feed stay so, and get company of their kind.
#include <cstdio>
#include <unistd.h>

static int wait(int n) {
  usleep(100);
  return n + 1;
}

int main() {
  int n = wait(1) ? wait(2) : wait(3);
  try {
    if (n == 3)
      throw n;
  } catch (int number) {
    usleep(100);
    std::printf("%d\n", number);
  }
  return n;
}
