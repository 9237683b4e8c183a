// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What moves in front of a statement gets braces where a goto or a case label would jump over it.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<bool> slow(int n) {
  std::printf("[%d]", n);
  co_await coax::usleep(10);
  co_return n % 2;
}

static coax::task<int> clean(int n) {
  int state = 0;
  if (const bool coax_condition1 = n == 0 || co_await slow(n); coax_condition1)
    goto out;
  {
    const bool coax_result1 = n > 2 && co_await slow(n + 1);
    state = coax_result1;
  }
  {
    if (n > 3) {
      co_await slow(n + 2);
    }
  }
out:
  std::printf(" state %d\n", state);
  {
    const bool coax_result2 = n && co_await slow(state);
    co_return coax_result2;
  }
}

static coax::task<int> choose(int n) {
  int r = 0;
  switch (n) {
  case 0:
    {
      const bool coax_result1 = n || co_await slow(1);
      r = coax_result1;
    }
    break;
  case 1:
    {
      if (n) {
        co_await slow(2);
      }
    }
    {
      const bool coax_result2 = n && co_await slow(3);
      r = coax_result2;
    }
    break;
  default:
    if (const bool coax_condition1 = n > 3 && co_await slow(n); coax_condition1)
      co_return 7;
    r = 4;
  }
  co_return r;
}

coax::task<int> coax_main() {
  int sum = 0;
  for (int n = 0; n < 6; ++n)
    sum += co_await clean(n);
  for (int n = 0; n < 6; ++n)
    sum = sum * 3 + co_await choose(n);
  std::printf("%d\n", sum);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
