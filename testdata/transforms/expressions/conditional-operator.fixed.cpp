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

static std::string pick(bool first, const std::string &other) {
  return first ? coax::block_on(name(1)) : other;
}

coax::task<int> coax_main() {
  for (int i = 0; i < 2; ++i) {
    std::string text = co_await coax::offload([&] { return i ? coax::block_on(name(1)) : coax::block_on(name(2)); });
    int value = i ? co_await number(10) : co_await number(20);
    int nested = co_await number(i) ? (co_await number(0) ? 1 : co_await number(2)) : 3;
    std::printf("%s %d %d\n", text.c_str(), value, nested);
    co_await coax::offload([&] {
      std::printf("%s\n", pick(i, "given").c_str());
      std::printf("%s\n", (coax::block_on(number(i)) > 0 ? coax::block_on(name(5)) : std::string("zero")).c_str());
    });
  }
  co_return co_await number(1) ? co_await number(4) : co_await number(5);
}

int main() {
  return coax::run(coax_main());
}
