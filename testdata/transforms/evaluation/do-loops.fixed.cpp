// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// do loops: g++ 12 jumps past a condition that awaits at a `continue`, and never enters a coroutine
// without a variable.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

static int left = 3;

static coax::task<bool> more(bool loud) {
  co_await coax::usleep(10);
  if (loud)
    std::printf("[more %d]", left);
  co_return --left > 0;
}

static coax::task<void> none() {
  for (bool coax_again1 = true; coax_again1; coax_again1 = co_await more(true))
    std::printf("none ");
}

static coax::task<int> some(int n) {
  int seen = 0;
  for (bool coax_again1 = true; coax_again1; coax_again1 = co_await [&]() -> coax::task<bool> {
    const bool coax_result1 = n++ < 9 && co_await more(n > 0);
    co_return coax_result1;
  }()) {
    if (n % 2)
      continue;
    for (int i = 0; i < 2; ++i)
      if (i)
        continue;
      else
        ++seen;
    if (n > 6)
      break;
  }
  co_return seen * 100 + n;
}

static coax::task<int> inner() {
  int n = 0;
  do {
    for (int i = 0; i < 3; ++i) {
      if (i == 1)
        continue;
      ++n;
    }
  } while (co_await more(n < 4));
  co_return n;
}

coax::task<int> coax_main() {
  co_await none();
  left = 20;
  std::printf("%d\n", co_await some(0));
  left = 3;
  std::printf("%d\n", co_await inner());
  co_return left;
}

int main() {
  return coax::run(coax_main());
}
