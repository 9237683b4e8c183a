// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks for the first 3 ms of every 10 ms and computes for the rest, for the given number of
// seconds. A sampler with a fixed period of 10 ms would see it always blocked, or never. Prints the
// share of the time that it spent in block(), in percent.
#include <cstdio>
#include <cstdlib>
#include <ctime>

static long now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

__attribute__((noinline)) static long block() {
  long begin = now();
  timespec time{0, 3000000};
  nanosleep(&time, nullptr);
  return now() - begin;
}

int main(int, char **arguments) {
  long begin = now(), end = begin + static_cast<long>(atof(arguments[1]) * 1e9);
  long blocked = 0;
  for (long next = begin + 10000000; now() < end; next += 10000000) {
    blocked += block();
    while (now() < next) {
    }
  }
  printf("%.1f\n", 100.0 * static_cast<double>(blocked) / static_cast<double>(now() - begin));
}
