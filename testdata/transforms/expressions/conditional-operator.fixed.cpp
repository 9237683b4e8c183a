// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Both branches of ?: wait, with values of class type and of plain type.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<std::string> name(int n) {
  co_await coax::usleep(100);
  co_return "name that does not fit a small string " + std::to_string(n);
}

static coax::task<int> number(int n) {
  co_await coax::usleep(100);
  co_return n;
}

static coax::task<std::string> pick(bool first, const std::string &other) {
  co_return co_await [&]() -> coax::task<std::string> {
    if (first) {
      co_return co_await name(1);
    }
    co_return other;
  }();
}

coax::task<int> coax_main() {
  for (int i = 0; i < 2; ++i) {
    std::string text = co_await [&]() -> coax::task<std::string> {
      if (i) {
        co_return co_await name(1);
      }
      co_return co_await name(2);
    }();
    int value = i ? co_await number(10) : co_await number(20);
    int nested = co_await number(i) ? (co_await number(0) ? 1 : co_await number(2)) : 3;
    std::printf("%s %d %d\n", text.c_str(), value, nested);
    std::printf("%s\n", (co_await pick(i, "given")).c_str());
    std::printf("%s\n", (co_await [&]() -> coax::task<std::string> {
      const bool coax_condition1 = co_await number(i) > 0;
      if (coax_condition1) {
        co_return co_await name(5);
      }
      co_return std::string("zero");
    }()).c_str());
  }
  const auto coax_result1 = co_await number(1) ? co_await number(4) : co_await number(5);
  co_return coax_result1;
}

int main() {
  return coax::run(coax_main());
}
