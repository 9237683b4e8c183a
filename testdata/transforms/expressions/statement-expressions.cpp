// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// GNU's statement expressions: g++ 12 compiles no co_return in them, and a co_await in few places.
// expect-plan: found await
// expect-plan: both offload "statement expression"
#include <cstdio>
#include <string>
#include <unistd.h>

static int slow(int n) {
  usleep(10);
  return n;
}

static int use(int n) {
  std::printf("(%d)", n);
  return n;
}

static int found(int n) {
  int first = ({
    int r = slow(n);
    if (r < 0)
      return r;
    r + 1;
  });
  int second = use(({
    if (first > 3)
      return -first;
    slow(first);
  }));
  return ({ slow(10); }) + second;
}

static std::string text(int n) {
  std::string s = "n" + ({
    if (slow(n) == 2)
      return "two";
    std::to_string(slow(n)) + " and enough of it to be allocated";
  });
  ({
    if (slow(n) == 3)
      return "three";
  });
  if (({ slow(n); }) == 1)
    s += "!";
  return s;
}

static bool both(int n) {
  return n > 1 && ({
    if (slow(n) > 2)
      return false;
    slow(n) == 2;
  });
}

static int ordered(int n) { return use(n) + ({ slow(10); }); }

int main() {
  int sum = 0;
  for (int n = -1; n < 5; ++n) {
    int f = found(n);
    std::string t = text(n);
    std::printf("%d %s %d\n", f, t.c_str(), both(n));
    sum += f + ordered(n);
  }
  int last = ({ slow(3); });
  return sum + last;
}
