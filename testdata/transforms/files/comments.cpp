// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Comments and odd layout inside what changes are kept.
#include <cstdio>
#include <unistd.h> // usleep

// Waits.
static /* result */ int /* name */ wait /* parameters */ (int n /* count */, // first
                                                         int /* unused */) /* body */ {
  usleep( // how long
      /* microseconds */ 100 * n);
  return /* the sum */ n // plus
         + 1;            /* done */
}

int main() // the program
{ usleep(1); int a = wait(1, /* two */ 2); /* then */ int b = wait(
    a, // given
    3
  ) + /* again */ wait
    (4, 5);
  std::printf("%d\n", a); // usleep(1) in a comment
  return b // nothing: wait(1, 2)
    - 8
  ;
}
