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
  static const std::string text = "name " + std::to_string(slow(4));
  co_await coax::usleep(100);
  co_return text;
}

coax::task<int> coax_main() {
  std::printf("main\n");
  int sum = co_await coax::offload([&] { return once(); }) + co_await coax::offload([&] { return once(); });
  std::printf("%d %d %d %s %s\n", early, table[0] + table[1], sum, (co_await name()).c_str(), (co_await name()).c_str());
  co_return co_await coax::offload([&] { return slow(5); });
}

int main() {
  return coax::run(coax_main());
}
