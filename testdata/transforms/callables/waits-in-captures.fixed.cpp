// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A lambda that owns something and waits for what it captures.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  co_return n;
}

static coax::task<std::string> name(int n) {
  co_await coax::usleep(10);
  co_return "a name that does not fit into the object " + std::to_string(n);
}

coax::task<int> coax_main() {
  auto number = std::make_unique<int>(5);
  auto coax_result1 = co_await slow(2);
  auto owner = [number = std::move(number), times = coax_result1] { return *number * times; };
  std::printf("%d\n", owner());
  auto coax_result2 = co_await name(co_await slow(3));
  auto named = [text = std::move(coax_result2)] { return text.size(); };
  std::printf("%zu\n", named());
  auto plain = [a = co_await slow(1), b = co_await slow(2)](int c) { return a + b + c; };
  std::printf("%d\n", plain(4));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
