// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables of static storage whose initialisers wait: outside functions and in them.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static int slow(int n) {
  usleep(200);
  std::printf("slow %d\n", n);
  return n;
}

static const int early = slow(1);
int table[2] = {slow(2), 20};

static int once() {
  static int value = slow(3);
  return ++value;
}

static coax::task<const std::string &> name() {
  auto &text = co_await coax::offload([&]() -> auto & { static const std::string text = "name " + std::to_string(slow(4)); return text; });
  co_await coax::usleep(100);
  co_return text;
}

struct Table {
  int size;
  explicit Table(int n) : size(n) { usleep(100); }
  static coax::task<Table &> instance() {
    auto &table = co_await coax::offload([&]() -> auto & { static Table table(6); return table; });
    co_await coax::usleep(100);
    co_return table;
  }
};

static coax::task<int> used(int n) {
  static int first = slow(7), second = slow(8);
  static const int inLambda = slow(9);
  auto get = [] { return inLambda; };
  [[maybe_unused]] auto &unused = co_await coax::offload([&]() -> auto & { [[maybe_unused]] static int unused = slow(10); return unused; });
  co_await coax::usleep(100);
  co_return n + first + second + get();
}

static int inLoop() {
  int sum = 0;
  for (int i = 11; i < 14; ++i) {
    static int first = slow(i);
    sum += first++;
  }
  return sum + slow(1);
}

coax::task<int> coax_main() {
  std::printf("main\n");
  auto coax_value1 = co_await coax::offload([&] { return once(); }) + co_await coax::offload([&] { return once(); }) + (co_await Table::instance()).size++;
  int sum = coax_value1 + (co_await Table::instance()).size;
  sum += co_await used(1) + co_await used(2) + co_await coax::offload([&] { return inLoop(); });
  std::printf("%d %d %d %s %s\n", early, table[0] + table[1], sum, (co_await name()).c_str(), (co_await name()).c_str());
  co_return co_await coax::offload([&] { return slow(5); });
}

int main() {
  return coax::run(coax_main());
}
