// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structured bindings, if with an initialiser, conditions that declare, several in one declaration.
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unistd.h>

static std::pair<int, std::string> entry(int n) {
  usleep(100);
  return {n, "entry with a text that is long enough " + std::to_string(n)};
}
static std::tuple<int, int> range(int n) {
  usleep(100);
  return {n, n + 5};
}
static std::unique_ptr<int> find(int n) {
  usleep(100);
  return n ? std::make_unique<int>(n) : nullptr;
}
static int number(int n) {
  usleep(100);
  return n;
}

int main() {
  auto [id, text] = entry(1);
  const auto &[low, high] = range(2);
  std::printf("%d %s %d %d\n", id, text.c_str(), low, high);
  if (auto found = find(3); found && number(1))
    std::printf("found %d\n", *found);
  else if (auto again = find(4))
    std::printf("again %d\n", *again);
  if (auto found = find(0))
    std::printf("never\n");
  else if (int n = number(6); n > 5)
    std::printf("six %d\n", n + number(1));
  while (auto left = find(id - 1))
    id -= *left + 1;
  int a = number(1), b, c = a + number(2);
  b = number(c) - a;
  const int limit = number(b);
  if (number(limit)) {
    std::map<int, std::string> names{{1, "one"}};
    if (auto [at, fresh] = names.insert(entry(2)); fresh)
      std::printf("%s\n", at->second.c_str());
  }
  static_cast<void>(number(1));
  return c;
}
