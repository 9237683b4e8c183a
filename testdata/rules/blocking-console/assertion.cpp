// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an assertion prints before it ends the program makes nobody wait; what else is printed may.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "failed: %s\n", #condition);                                                 \
      fflush(stderr);                                                                              \
      abort();                                                                                     \
    }                                                                                              \
  } while (0)

#define NOTE(condition)                                                                            \
  do {                                                                                             \
    if (!(condition))                                                                              \
      fprintf(stderr, "odd: %s\n", #condition);                                                    \
  } while (0)

#define SLOW(condition)                                                                            \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      sleep(1);                                                                                    \
      abort();                                                                                     \
    }                                                                                              \
  } while (0)

void use(int value) {
  CHECK(value > 0);
  NOTE(value > 1); // expect-finding: blocking-console
  SLOW(value > 2); // expect-finding: blocking-sleep
}

void usage() {
  fprintf(stderr, "usage: …\n"); // expect-finding: blocking-console
  exit(1);
}

// The program goes on.
[[noreturn]] void fail(const char *what);
#define ENSURE(condition)                                                                          \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      printf("failed: %s\n", #condition);                                                          \
      fail(#condition);                                                                            \
    }                                                                                              \
  } while (0)
void fail(const char *what) { throw what; }

// The block is not the macro's.
#define TIMED(body)                                                                                \
  do {                                                                                             \
    body;                                                                                          \
  } while (0)

void goesOn(int value) {
  ENSURE(value > 0); // expect-finding: blocking-console
  TIMED({
    puts("x"); // expect-finding: blocking-console
    exit(0);
  });
}
