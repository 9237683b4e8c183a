// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What follows an operand that decides is not waited for: g++ 12 waits for all that stands on the
// left of an `||`.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

static bool plain(int n) {
  std::printf("plain %d\n", n);
  return n > 0;
}

static coax::task<bool> slow(int n) {
  std::printf("slow %d\n", n);
  co_await coax::usleep(10);
  co_return n > 0;
}

static coax::task<int> number(int n) {
  co_await coax::usleep(10);
  std::printf("number %d\n", n);
  co_return n;
}

static coax::task<bool> open() {
  if (const bool coax_condition1 = !plain(1) || (co_await number(2) != 2 || co_await number(3) != 3); coax_condition1)
    co_return false;
  if (const bool coax_condition2 = co_await [&]() -> coax::task<bool> {
    const bool coax_result2 = plain(0) || (co_await number(2) != 2 || (plain(0) && co_await number(4) != 4));
    bool coax_result1 = coax_result2;
    if (!coax_result1) {
      coax_result1 = co_await number(5) != 5;
    }
    co_return coax_result1;
  }(); coax_condition2)
    co_return false;
  co_return true;
}

static coax::task<bool> closed() { const bool coax_result1 = !plain(1) || (co_await slow(1) || (co_await slow(2) || co_await slow(3))); co_return coax_result1; }

coax::task<int> coax_main() {
  std::printf("%d\n", co_await closed());
  if (const bool coax_condition1 = co_await slow(0) || (co_await slow(1) || (co_await slow(2) || co_await slow(3))); coax_condition1)
    std::printf("%d\n", co_await open());
  bool first = plain(0) || (co_await slow(0) || co_await slow(1)), last = co_await [&]() -> coax::task<bool> {
    const bool coax_result1 = co_await slow(1) || co_await slow(0);
    co_return coax_result1;
  }() || plain(0);
  while ([[maybe_unused]] const bool coax_condition3 = co_await [&]() -> coax::task<bool> {
    const bool coax_result3 = !co_await slow(1) || !co_await slow(2);
    bool coax_result2 = coax_result3 || !plain(0);
    if (!coax_result2) {
      coax_result2 = !co_await slow(3);
    }
    co_return coax_result2;
  }()) {
    if (const bool coax_condition2 = co_await [&]() -> coax::task<bool> {
      const bool coax_result5 = plain(1) && co_await slow(0);
      bool coax_result4 = (coax_result5);
      if (!coax_result4) {
        coax_result4 = co_await slow(4);
      }
      co_return coax_result4;
    }(); coax_condition2)
      break;
  }
  bool both = (co_await slow(0) || (co_await slow(1) || co_await slow(2))) && co_await slow(5);
  std::printf("%d %d %d\n", first, last, both);
  const auto coax_result6 = co_await slow(0) || plain(1) || co_await slow(0) ? co_await number(1) : co_await number(2);
  std::printf("%d\n", coax_result6);
  const bool coax_result7 = plain(0) || plain(1) || co_await slow(0);
  std::printf("%d\n", coax_result7);
  bool asked = plain(0) || (plain(0) ? co_await slow(0) : co_await slow(1));
  bool chosen = plain(1) ? plain(1) || co_await slow(2) : plain(0) && co_await slow(3);
  std::printf("%d %d\n", asked, chosen);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
