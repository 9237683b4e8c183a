// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sleeping.
#include <any.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

void calls() {
  sleep(any);                          // expect-site: sleep sleep
  usleep(any);                         // expect-site: usleep sleep
  nanosleep(any, any);                 // expect-site: nanosleep sleep
  clock_nanosleep(any, any, any, any); // expect-site: clock_nanosleep sleep
  thrd_sleep(any, any);                // expect-site: thrd_sleep sleep

  sleep(0); // only yields
}
