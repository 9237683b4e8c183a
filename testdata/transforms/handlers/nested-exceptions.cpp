// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What asks for the exception that is handled still finds it, once its handler has moved.
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <unistd.h>

static int risky(int n) {
  usleep(10);
  if (n == 1)
    throw std::runtime_error("one");
  if (n == 2)
    throw 2;
  return n;
}

static std::exception_ptr last;

/// Sorts the exception that is being handled.
static const char *kind() {
  try {
    throw;
  } catch (const std::exception &e) {
    return "exception";
  } catch (...) {
    return "other";
  }
}

static void keep() { last = std::current_exception(); }

static int outer(int n) {
  try {
    return risky(n);
  } catch (const std::exception &) {
    usleep(10);
    std::throw_with_nested(std::logic_error("outer"));
  }
}

static int sorted(int n) {
  try {
    return risky(n);
  } catch (...) {
    usleep(10);
    std::printf("%s\n", kind());
    keep();
    const char *again = kind();
    return again[0];
  }
}

static int described(int n) {
  try {
    outer(n);
  } catch (const std::logic_error &e) {
    usleep(10);
    try {
      std::rethrow_if_nested(e);
    } catch (const std::exception &inner) {
      usleep(10);
      std::printf("%s/%s\n", e.what(), inner.what());
    }
  } catch (int code) {
    usleep(10);
    return code;
  }
  return 0;
}

int main() {
  int sum = 0;
  for (int n = 0; n < 3; ++n) {
    int d = described(n);
    int s = sorted(n);
    std::printf("%d %d\n", d, s);
    sum += d + s;
  }
  std::printf("%d\n", last != nullptr);
  return sum % 100;
}
