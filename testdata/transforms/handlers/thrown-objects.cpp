// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is thrown is made of what was waited for, or was waited for itself.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>

static int slow(int n) {
  usleep(10);
  return n;
}

struct Failure : std::runtime_error {
  Failure(int code, const std::string &what) : std::runtime_error(what), code(code) {}
  ~Failure() override = default;
  int code;
};

static std::runtime_error failure(int n) {
  usleep(10);
  return std::runtime_error("failure " + std::to_string(n) + " with a text that is allocated");
}

static int checked(int n) {
  if (n == 1)
    throw failure(n);
  if (n == 2)
    throw Failure(slow(n), "a text that is long enough to be allocated");
  if (n == 3)
    throw std::runtime_error("not the number that was expected: " + std::to_string(slow(n)));
  if (n == 4)
    throw slow(n);
  return n > 5 ? throw Failure{slow(n), std::to_string(slow(0))} : slow(n);
}

int main() {
  for (int n = 1; n < 7; ++n) {
    try {
      std::printf("%d\n", checked(n));
    } catch (const Failure &e) {
      std::printf("%d %s\n", e.code, e.what());
    } catch (const std::exception &e) {
      std::printf("%s\n", e.what());
    } catch (int number) {
      std::printf("thrown %d\n", number);
    }
  }
}
