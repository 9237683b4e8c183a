// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// GNU's a ?: b, whose first part is evaluated once.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  std::printf("[%d]", n);
  co_return n;
}

static coax::task<std::shared_ptr<int>> find(int n) {
  co_await coax::usleep(10);
  co_return n ? std::make_shared<int>(n) : nullptr;
}

static coax::task<const char *> name(int n) {
  co_await coax::usleep(10);
  co_return n ? "name" : nullptr;
}

static coax::task<int &> slot(int n) {
  static int values[] = {0, 7};
  co_await coax::usleep(10);
  co_return values[n];
}

static coax::task<int> first(int a) { co_return co_await [&]() -> coax::task<int> {
  auto coax_value1 = co_await slow(a);
  if (coax_value1)
    co_return coax_value1;
  co_return 9;
}(); }
static coax::task<int> second(int a) { co_return co_await [&]() -> coax::task<int> {
  auto coax_value1 = a;
  if (coax_value1)
    co_return coax_value1;
  co_return co_await slow(9);
}(); }
static coax::task<long> both(int a) { co_return co_await [&]() -> coax::task<long> {
  auto coax_value1 = co_await slow(a);
  if (coax_value1)
    co_return coax_value1;
  co_return co_await slow(8) + 100L;
}(); }

coax::task<int> coax_main() {
  int x = co_await [&]() -> coax::task<int> {
    auto coax_value1 = co_await slow(0);
    if (coax_value1)
      co_return coax_value1;
    co_return co_await [&]() -> coax::task<int> {
    auto coax_value2 = co_await slow(0);
    if (coax_value2)
      co_return coax_value2;
    co_return co_await slow(3);
  }();
  }();
  const bool coax_condition1 = static_cast<bool>(co_await slow(0));
  if (!(coax_condition1)) {
    co_await slow(4);
  }
  const bool coax_condition2 = static_cast<bool>(co_await slow(5));
  if (!(coax_condition2)) {
    co_await slow(6);
  }
  int sum = co_await first(0);
  sum += co_await first(1);
  sum += co_await second(0) * co_await second(2);
  std::printf("%d %ld ", sum, co_await both(0));
  std::printf("%ld\n", co_await both(3));
  auto found = co_await [&]() -> coax::task<std::shared_ptr<int>> {
    auto &&coax_value3 = co_await find(0);
    if (coax_value3)
      co_return coax_value3;
    co_return co_await find(x);
  }();
  (co_await [&]() -> coax::task<int &> {
    auto &&coax_value4 = co_await slot(0);
    if (coax_value4)
      co_return coax_value4;
    co_return co_await slot(1);
  }()) += 2;
  const std::string text = co_await [&]() -> coax::task<const char *> {
    auto coax_value5 = co_await name(0);
    if (coax_value5)
      co_return coax_value5;
    co_return "none";
  }();
  if (const bool coax_condition3 = co_await [&]() -> coax::task<int> {
    auto coax_value6 = co_await slow(0);
    if (coax_value6)
      co_return coax_value6;
    co_return co_await slow(1);
  }(); coax_condition3)
    std::printf("%s %d %s\n", text.c_str(), *found, co_await [&]() -> coax::task<const char *> {
      auto coax_value7 = co_await name(1);
      if (coax_value7)
        co_return coax_value7;
      co_return "none";
    }());
  for (int i = 0; [[maybe_unused]] const bool coax_condition4 = (co_await [&]() -> coax::task<int> {
    auto coax_value8 = co_await slow(i);
    if (coax_value8)
      co_return coax_value8;
    co_return co_await slow(i - 1);
  }()) != 2; ++i)
    x += i;
  co_return x + co_await slot(1);
}

int main() {
  return coax::run(coax_main());
}
