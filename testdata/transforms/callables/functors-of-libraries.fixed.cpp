// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Libraries call operators of the program where no call is to be seen: what those wait for stays.
// expect-plan: nap offload
#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unistd.h>
#include <variant>
#include <vector>
#include <coax/coax.hpp>

static void nap() { usleep(10); }

struct Visitor {
  int operator()(int n) {
    nap();
    return n;
  }
  int operator()(const std::string &text) {
    nap();
    return static_cast<int>(text.size());
  }
};

struct Item {
  int weight;
  bool operator<(const Item &other) const {
    nap();
    return weight < other.weight;
  }
};

struct Backwards {
  bool operator()(int a, int b) const {
    nap();
    return a > b;
  }
};


coax::task<int> coax_main() {
  co_await coax::usleep(10);
  std::variant<int, std::string> value = 3;
  Visitor visitor;
  int sum = co_await coax::offload([&] { return std::visit(visitor, value); });
  value = "text";
  co_await coax::offload([&] { sum += std::visit(visitor, value); });
  std::vector<Item> items{{3}, {1}, {2}};
  std::sort(items.begin(), items.end());
  std::set<int, Backwards> numbers{1, 2, 3};
  std::map<Item, int> counts;
  counts[{5}] = sum;
  co_await coax::usleep(10);
  co_await coax::offload([&] { nap(); });
  std::printf("%d %d %d %zu\n", sum, items[0].weight, *numbers.begin(), counts.size());
  co_return sum;
}

int main() {
  return coax::run(coax_main());
}
