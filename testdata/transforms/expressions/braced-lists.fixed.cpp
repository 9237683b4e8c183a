// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// g++ 12 cannot compile awaits in braced lists: they move in front, in the order of the list.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>
#include <coax/coax.hpp>

static coax::task<std::string> name(int n) {
  std::printf("name %d\n", n);
  co_await coax::usleep(10);
  co_return "n" + std::to_string(n);
}

static coax::task<std::vector<std::string>> names(int a, int b) {
  auto coax_result2 = co_await name(a);
  auto coax_result3 = co_await name(b);
  co_return {std::move(coax_result2), std::move(coax_result3)};
}

coax::task<int> coax_main() {
  int coax_result1 = 3; // a name of the program's own
  auto coax_result2 = co_await name(1);
  auto coax_result3 = co_await name(2);
  auto coax_result4 = co_await name(coax_result1);
  std::vector<std::string> flat{std::move(coax_result2), std::move(coax_result3), std::move(coax_result4)};
  for (const std::string &more : co_await names(4, 5))
    flat.push_back(more);
  auto coax_result5 = co_await name(7);
  auto coax_result6 = co_await name(8);
  std::vector<std::pair<std::string, int>> pairs{{std::move(coax_result5), 1}, {std::move(coax_result6), 2}};
  for (const std::string &each : flat)
    std::printf("%s\n", each.c_str());
  std::printf("%s %zu\n", pairs[1].first.c_str(), pairs.size());
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
