// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function whose every path returns from the try statement: no compiler may think that its end is
// reached.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>

static int risky(int n) {
  usleep(10);
  if (n == 1)
    throw std::runtime_error("one");
  if (n == 2)
    throw std::string("two");
  if (n == 3)
    throw 3;
  return n;
}

static int single(int n) {
  try {
    return risky(n);
  } catch (...) {
    usleep(10);
    return -1;
  }
}

static int several(int n) {
  try {
    if (n > 5)
      return 6;
    else
      return risky(n);
  } catch (const std::exception &e) {
    usleep(10);
    return -2;
  } catch (int code) {
    return code;
  } catch (const std::string &text) {
    usleep(10);
    return static_cast<int>(text.size());
  }
}

static int inLoop(int n) {
  for (;; ++n)
    if (n > 1) {
      try {
        return risky(n);
      } catch (int) {
        usleep(10);
        continue;
      } catch (...) {
        usleep(10);
        if (n == 2)
          continue;
        throw;
      }
    }
}

static int through(int n) {
  int result = 100;
  try {
    result = risky(n);
  } catch (...) {
    usleep(10);
    ++result;
  }
  return result;
}

int main() {
  int sum = 0;
  for (int n = 0; n < 7; ++n) {
    int a = single(n), b = several(n), c = inLoop(n), d = through(n);
    std::printf("%d %d %d %d\n", a, b, c, d);
    sum += a + b + c + d;
  }
  return sum % 100;
}
