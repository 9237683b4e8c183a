// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Appends to a file in the middle of a function that also sleeps.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

class Journal {
public:
  explicit Journal(const std::string &path) : path_(path) {}
  coax::task<bool> append(const std::string &line, int delay) {
    co_await coax::usleep(delay);
    std::ofstream out = co_await coax::offload([&] { return std::ofstream(path_, std::ios::app); });
    co_await coax::offload([&] { out << line << '\n'; });
    if (const bool coax_condition1 = !co_await coax::offload([&]() -> decltype(auto) { return out.flush(); }); coax_condition1)
      co_return false;
    co_await coax::usleep(delay);
    co_await coax::offload([&] { out << "after " << line << std::endl; });
    co_return out.good();
  }

private:
  std::string path_;
};

coax::task<int> coax_main() {
  co_await coax::offload([&] { std::remove("journal.txt"); });
  Journal journal("journal.txt");
  int written = 0;
  for (const char *line : {"one", "two", "three"}) {
    if (const bool coax_condition1 = !co_await journal.append(line, 500); coax_condition1)
      co_return 1;
    ++written;
  }
  std::ifstream in = co_await coax::offload([&] { return std::ifstream("journal.txt"); });
  std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::printf("%d\n%s", written, all.c_str());
  co_await coax::offload([&] { std::remove("journal.txt"); });
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
