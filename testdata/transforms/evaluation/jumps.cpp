// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What moves in front of a statement gets braces where a goto or a case label would jump over it.
#include <cstdio>
#include <unistd.h>

static bool slow(int n) {
  std::printf("[%d]", n);
  usleep(10);
  return n % 2;
}

static int clean(int n) {
  int state = 0;
  if (n == 0 || slow(n))
    goto out;
  state = n > 2 && slow(n + 1);
  n > 3 && slow(n + 2);
out:
  std::printf(" state %d\n", state);
  return n && slow(state);
}

static int choose(int n) {
  int r = 0;
  switch (n) {
  case 0:
    r = n || slow(1);
    break;
  case 1:
    n && slow(2);
    r = n && slow(3);
    break;
  default:
    if (n > 3 && slow(n))
      return 7;
    r = 4;
  }
  return r;
}

int main() {
  int sum = 0;
  for (int n = 0; n < 6; ++n)
    sum += clean(n);
  for (int n = 0; n < 6; ++n)
    sum = sum * 3 + choose(n);
  std::printf("%d\n", sum);
  return 0;
}
