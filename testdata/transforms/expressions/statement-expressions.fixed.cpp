// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// GNU's statement expressions: g++ 12 compiles no co_return in them, and a co_await in few places.
// expect-plan: found await
// expect-plan: both offload "statement expression"
#include <cstdio>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  co_return n;
}

static int use(int n) {
  std::printf("(%d)", n);
  return n;
}

static coax::task<int> found(int n) {
  int coax_value1;
  {
    int r = co_await slow(n);
    if (r < 0)
      co_return r;
    coax_value1 = r + 1;
  }
  int first = coax_value1;
  int coax_value2;
  {
    if (first > 3)
      co_return -first;
    coax_value2 = co_await slow(first);
  }
  int second = use(coax_value2);
  int coax_value3;
  { coax_value3 = co_await slow(10); }
  co_return coax_value3 + second;
}

static coax::task<std::string> text(int n) {
  std::optional<std::string> coax_value1;
  {
    if (const bool coax_condition1 = co_await slow(n) == 2; coax_condition1)
      co_return "two";
    coax_value1.emplace(std::to_string(co_await slow(n)) + " and enough of it to be allocated");
  }
  std::string s = "n" + std::move(*coax_value1);
  {
    if (const bool coax_condition2 = co_await slow(n) == 3; coax_condition2)
      co_return "three";
  }
  void();
  int coax_value2;
  { coax_value2 = co_await slow(n); }
  if (coax_value2 == 1)
    s += "!";
  co_return s;
}

static bool both(int n) {
  return n > 1 && ({
    if (coax::block_on(slow(n)) > 2)
      return false;
    coax::block_on(slow(n)) == 2;
  });
}

static int ordered(int n) { return use(n) + ({ coax::block_on(slow(10)); }); }

coax::task<int> coax_main() {
  int sum = 0;
  for (int n = -1; n < 5; ++n) {
    int f = co_await found(n);
    std::string t = co_await text(n);
    co_await coax::offload([&] {
      std::printf("%d %s %d\n", f, t.c_str(), both(n));
      sum += f + ordered(n);
    });
  }
  int last = ({ co_await slow(3); });
  co_return sum + last;
}

int main() {
  return coax::run(coax_main());
}
