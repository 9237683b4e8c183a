// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waits that are spelled in macros, in macro arguments, and functions made by macros.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

#define NAP() usleep(100)
#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition))                                                                              \
      return 1;                                                                                    \
  } while (0)
#define TWICE(x) ((x) + (x))
#define DEFINE_WAIT(name, n)                                                                       \
  static int name() {                                                                              \
    usleep(n);                                                                                     \
    return n;                                                                                      \
  }
#define EMPTY

static coax::task<int> waitShort() {
  co_await coax::usleep(50);
  co_return 50;
}

static int count = 0;

static coax::task<int> next() {
  co_await coax::usleep(100);
  co_return ++count;
}

static coax::task<int> nap() {
  co_await coax::usleep(100);
  co_return 1;
}

EMPTY coax::task<int> coax_main() {
  do {
    if (const bool coax_condition1 = !(co_await next() == 1); coax_condition1)
      co_return 1;
  } while (0);
  int sum = ((co_await next()) + (co_await next()));
  std::printf("%d %d %d\n", sum, co_await nap(), co_await waitShort());
  do {
    if (const bool coax_condition2 = !(co_await coax::usleep(100) == 0); coax_condition2)
      co_return 1;
  } while (0);
  co_await coax::usleep(100);
  do {
    const bool coax_result1 = co_await next() == 4 && co_await nap();
    if (!(coax_result1))
      co_return 1;
  } while (0);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
