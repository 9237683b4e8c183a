// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The body of a function is a try statement.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>

static int slow(int n) {
  usleep(10);
  if (n > 3)
    throw std::runtime_error("n is " + std::to_string(n));
  return n;
}

static int waiting(int n) try {
  return slow(n) + 1;
} catch (const std::runtime_error &e) {
  std::printf("%s\n", e.what());
  return -slow(n - 3);
} catch (...) {
  return 0;
}

struct Counter {
  int n = 2;
  // On lines of their own.
  void next()
  try {
    n = slow(n + 1);
  }
  catch (const std::exception &) {
    n = 0;
  }
};

int main() try {
  std::printf("%d\n", waiting(1));
  std::printf("%d\n", waiting(5));
  Counter counter;
  counter.next();
  std::printf("%d\n", counter.n);
  counter.next();
  std::printf("%d\n", counter.n);
  slow(9);
} catch (const std::exception &e) {
  std::printf("main: %s\n", e.what());
  return 2;
}
