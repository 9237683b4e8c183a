// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structured bindings, if with an initialiser, conditions that declare, several in one declaration.
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<std::pair<int, std::string>> entry(int n) {
  co_await coax::usleep(100);
  co_return {n, "entry with a text that is long enough " + std::to_string(n)};
}
static coax::task<std::tuple<int, int>> range(int n) {
  co_await coax::usleep(100);
  co_return {n, n + 5};
}
static coax::task<std::unique_ptr<int>> find(int n) {
  co_await coax::usleep(100);
  co_return n ? std::make_unique<int>(n) : nullptr;
}
static coax::task<int> number(int n) {
  co_await coax::usleep(100);
  co_return n;
}

coax::task<int> coax_main() {
  auto [id, text] = co_await entry(1);
  const auto &[low, high] = co_await range(2);
  std::printf("%d %s %d %d\n", id, text.c_str(), low, high);
  if (auto found = co_await find(3); [[maybe_unused]] const bool coax_condition1 = found && co_await number(1))
    std::printf("found %d\n", *found);
  else if (auto again = co_await find(4))
    std::printf("again %d\n", *again);
  if (auto found = co_await find(0))
    std::printf("never\n");
  else if (int n = co_await number(6); n > 5)
    std::printf("six %d\n", n + co_await number(1));
  while (auto left = co_await find(id - 1))
    id -= *left + 1;
  int a = co_await number(1), b, c = a + co_await number(2);
  b = co_await number(c) - a;
  const int limit = co_await number(b);
  if (const bool coax_condition2 = co_await number(limit); coax_condition2) {
    std::map<int, std::string> names{{1, "one"}};
    if (auto [at, fresh] = names.insert(co_await entry(2)); fresh)
      std::printf("%s\n", at->second.c_str());
  }
  static_cast<void>(co_await number(1));
  co_return c;
}

int main() {
  return coax::run(coax_main());
}
