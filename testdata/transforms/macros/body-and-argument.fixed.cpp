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

DEFINE_WAIT(waitShort, 50)

static int count = 0;

static coax::task<int> next() {
  co_await coax::usleep(100);
  co_return ++count;
}

static int nap() {
  NAP();
  return 1;
}

int EMPTY main() {
  CHECK(coax::block_on(next()) == 1);
  int sum = TWICE(coax::block_on(next()));
  std::printf("%d %d %d\n", sum, nap(), waitShort());
  CHECK(usleep(100) == 0);
  NAP();
  CHECK(coax::block_on(next()) == 4 && nap());
  return 0;
}
