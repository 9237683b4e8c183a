// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Move-only results, locals returned by name, parameters returned.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

using Numbers = std::unique_ptr<std::vector<int>>;

static Numbers numbers(int count) {
  auto list = std::make_unique<std::vector<int>>();
  for (int i = 0; i < count; ++i) {
    usleep(100);
    list->push_back(i);
  }
  return list;
}

static Numbers extend(Numbers list) {
  usleep(100);
  list->push_back(99);
  return list;
}

static std::string label(std::string text) {
  usleep(100);
  text += "!";
  return text;
}

int main() {
  Numbers list = extend(numbers(3));
  std::printf("%zu %d\n", list->size(), list->back());
  std::printf("%zu\n", extend(extend(std::move(list)))->size());
  std::printf("%s\n", label(label("done")).c_str());
}
