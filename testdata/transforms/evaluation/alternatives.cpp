// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What follows an operand that decides is not waited for: g++ 12 waits for all that stands on the
// left of an `||`.
#include <cstdio>
#include <unistd.h>

static bool plain(int n) {
  std::printf("plain %d\n", n);
  return n > 0;
}

static bool slow(int n) {
  std::printf("slow %d\n", n);
  usleep(10);
  return n > 0;
}

static int number(int n) {
  usleep(10);
  std::printf("number %d\n", n);
  return n;
}

static bool open() {
  if (!plain(1) || number(2) != 2 || number(3) != 3)
    return false;
  if (plain(0) || number(2) != 2 || (plain(0) && number(4) != 4) || number(5) != 5)
    return false;
  return true;
}

static bool closed() { return !plain(1) || slow(1) || slow(2) || slow(3); }

int main() {
  std::printf("%d\n", closed());
  if (slow(0) || slow(1) || slow(2) || slow(3))
    std::printf("%d\n", open());
  bool first = plain(0) || slow(0) || slow(1), last = slow(1) || slow(0) || plain(0);
  while (!slow(1) || !slow(2) || !plain(0) || !slow(3)) {
    if ((plain(1) && slow(0)) || slow(4))
      break;
  }
  bool both = (slow(0) || slow(1) || slow(2)) && slow(5);
  std::printf("%d %d %d\n", first, last, both);
  std::printf("%d\n", slow(0) || plain(1) || slow(0) ? number(1) : number(2));
  std::printf("%d\n", plain(0) || plain(1) || slow(0));
  bool asked = plain(0) || (plain(0) ? slow(0) : slow(1));
  bool chosen = plain(1) ? plain(1) || slow(2) : plain(0) && slow(3);
  std::printf("%d %d\n", asked, chosen);
}
