// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The name of the function stays what it was, also in what runs on the pool.
#include <cstdio>
#include <fstream>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

#define LOG(...) std::printf("%s: ", __func__), std::printf(__VA_ARGS__)

static coax::task<void> store(const char *path) {
  co_await coax::usleep(10);
  std::ofstream out = co_await coax::offload([&] { return std::ofstream(path); });
  co_await coax::offload([&] { out << "store" << '\n' << "store" << '\n'; });
}

static coax::task<int> load(const char *path) {
  co_await coax::usleep(10);
  std::ifstream in = co_await coax::offload([&] { return std::ifstream(path); });
  std::string line;
  int lines = 0;
  while ((co_await coax::offload([&]() -> decltype(auto) { return std::getline(in, line); }))) {
    LOG("%s\n", line.c_str());
    ++lines;
  }
  co_return lines;
}

coax::task<int> coax_main() {
  co_await store("names.txt");
  std::printf("%s: %d\n", "main", co_await load("names.txt"));
  co_await coax::unlink("names.txt");
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
