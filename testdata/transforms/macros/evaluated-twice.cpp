// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Macros that evaluate an argument twice, or not at all, still do.
#include <cstdio>
#include <unistd.h>

#define MAXIMUM(a, b) ((a) > (b) ? (a) : (b))
#define BOTH(a, b) ((a) && (b))
#define TWICE(a, b) ((a) + (b) + (a))

static int slow(int n) {
  usleep(10);
  std::printf("[%d]", n);
  return n;
}
static int plain(int n) {
  std::printf("(%d)", n);
  return n;
}
static int largest() { return MAXIMUM(plain(3), slow(2)) + MAXIMUM(slow(4), plain(5)); }
static int both(int n) { return BOTH(plain(n), slow(1)) + BOTH(slow(n), plain(2)); }
static int twice() {
  int sum = TWICE(plain(1), slow(2));
  return sum + TWICE(slow(3), plain(4));
}

int main() {
  std::printf("= %d\n", largest());
  std::printf("= %d\n", both(0));
  std::printf("= %d\n", both(1));
  std::printf("= %d\n", twice());
  return 0;
}
