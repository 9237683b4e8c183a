// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// g++ 12 cannot compile awaits in braced lists: they move in front, in the order of the list.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

static std::string name(int n) {
  std::printf("name %d\n", n);
  usleep(10);
  return "n" + std::to_string(n);
}

static std::vector<std::string> names(int a, int b) {
  return {name(a), name(b)};
}

int main() {
  int coax_result1 = 3; // a name of the program's own
  std::vector<std::string> flat{name(1), name(2), name(coax_result1)};
  for (const std::string &more : names(4, 5))
    flat.push_back(more);
  std::vector<std::pair<std::string, int>> pairs{{name(7), 1}, {name(8), 2}};
  for (const std::string &each : flat)
    std::printf("%s\n", each.c_str());
  std::printf("%s %zu\n", pairs[1].first.c_str(), pairs.size());
}
