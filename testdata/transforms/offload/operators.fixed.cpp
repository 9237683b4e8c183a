// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operators and conversions cannot be coroutines; their callers offload them.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

struct Remote {
  int value;
  explicit operator bool() const {
    usleep(100);
    return value != 0;
  }
  operator std::string() const {
    usleep(100);
    return std::to_string(value);
  }
  Remote &operator+=(int n) {
    usleep(100);
    value += n;
    return *this;
  }
  int operator()(int n) const {
    usleep(100);
    return value + n;
  }
};

Remote operator+(Remote a, Remote b) {
  usleep(100);
  return {a.value + b.value};
}

static coax::task<int> wait(int n) {
  co_await coax::usleep(100);
  co_return n;
}

coax::task<int> coax_main() {
  Remote a{co_await wait(1)}, b{co_await wait(2)};
  Remote sum = co_await coax::offload([&] { return a + b; });
  sum += co_await wait(10);
  std::string text = sum;
  if (const bool coax_condition1 = sum && co_await wait(1); coax_condition1)
    std::printf("%s %d %d\n", text.c_str(), sum(co_await wait(5)), (co_await coax::offload([&] { return a + b; })).value);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
