// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Move-only results, locals returned by name, parameters returned.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>
#include <coax/coax.hpp>

using Numbers = std::unique_ptr<std::vector<int>>;

static coax::task<Numbers> numbers(int count) {
  auto list = std::make_unique<std::vector<int>>();
  for (int i = 0; i < count; ++i) {
    co_await coax::usleep(100);
    list->push_back(i);
  }
  co_return list;
}

static coax::task<Numbers> extend(Numbers list) {
  co_await coax::usleep(100);
  list->push_back(99);
  co_return list;
}

static coax::task<std::string> label(std::string text) {
  co_await coax::usleep(100);
  text += "!";
  co_return text;
}

coax::task<int> coax_main() {
  Numbers list = co_await extend(co_await numbers(3));
  std::printf("%zu %d\n", list->size(), list->back());
  std::printf("%zu\n", (co_await extend(co_await extend(std::move(list))))->size());
  std::printf("%s\n", (co_await label(co_await label("done"))).c_str());
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
