// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Comments and odd layout inside what changes are kept.
#include <cstdio>
#include <unistd.h> // usleep
#include <coax/coax.hpp>

// Waits.
static /* result */ coax::task<int> /* name */ wait /* parameters */ (int n /* count */, // first
                                                         int /* unused */) /* body */ {
  co_await coax::usleep( // how long
      /* microseconds */ 100 * n);
  co_return /* the sum */ n // plus
         + 1;            /* done */
}

coax::task<int> coax_main() // the program
{ co_await coax::usleep(1); int a = co_await wait(1, /* two */ 2); /* then */ int b = co_await wait(
    a, // given
    3
  ) + /* again */ co_await wait
    (4, 5);
  std::printf("%d\n", a); // usleep(1) in a comment
  co_return b // nothing: wait(1, 2)
    - 8
  ;
}

int main() {
  return coax::run(coax_main());
}
