// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Macros that evaluate an argument twice, or not at all, still do.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

#define MAXIMUM(a, b) ((a) > (b) ? (a) : (b))
#define BOTH(a, b) ((a) && (b))
#define TWICE(a, b) ((a) + (b) + (a))

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  std::printf("[%d]", n);
  co_return n;
}
static int plain(int n) {
  std::printf("(%d)", n);
  return n;
}
static coax::task<int> largest() { auto coax_result1 = co_await [&]() -> coax::task<int> {
  auto coax_value1 = plain(3);
  const bool coax_condition1 = (coax_value1) > (co_await slow(2));
  if (coax_condition1) {
    co_return (plain(3));
  }
  co_return (co_await slow(2));
}(); const auto coax_result2 = (co_await slow(4)) > (plain(5)) ? (co_await slow(4)) : (plain(5)); co_return (coax_result1) + (coax_result2); }
static coax::task<int> both(int n) { const bool coax_result1 = (plain(n)) && (co_await slow(1)); co_return (coax_result1) + ((co_await slow(n)) && (plain(2))); }
static coax::task<int> twice() {
  auto coax_value1 = plain(1);
  int sum = ((coax_value1) + (co_await slow(2)) + (plain(1)));
  auto coax_value2 = (co_await slow(3)) + (plain(4));
  co_return sum + (coax_value2 + (co_await slow(3)));
}

coax::task<int> coax_main() {
  std::printf("= %d\n", co_await largest());
  std::printf("= %d\n", co_await both(0));
  std::printf("= %d\n", co_await both(1));
  std::printf("= %d\n", co_await twice());
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
