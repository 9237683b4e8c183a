// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handlers that wait and throw again: the same exception, a new one, out of nested blocks.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>

static void fail(const std::string &what) {
  usleep(100);
  throw std::runtime_error(what);
}

static void again(int how) {
  try {
    fail("first");
  } catch (std::runtime_error &error) {
    usleep(100);
    if (how == 0)
      throw;
    if (how == 1)
      throw std::invalid_argument(std::string("second after ") + error.what());
    try {
      fail("third");
    } catch (const std::exception &inner) {
      usleep(100);
      std::printf("inner %s, outer %s\n", inner.what(), error.what());
      throw;
    }
  }
}

int main() {
  for (int how = 0; how < 3; ++how)
    try {
      again(how);
    } catch (const std::logic_error &error) {
      std::printf("logic: %s\n", error.what());
    } catch (const std::exception &error) {
      std::printf("other: %s\n", error.what());
    }
}
