// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A switch on an awaited value, in a function that returns from every case.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

enum class Kind { hello, data, end };

static coax::task<Kind> classify(int n) {
  co_await coax::usleep(100);
  co_return n == 0 ? Kind::hello : n < 3 ? Kind::data : Kind::end;
}
static coax::task<int> number(int n) {
  co_await coax::usleep(100);
  co_return n;
}

static coax::task<const char *> describe(int n) {
  auto coax_result1 = co_await classify(n);
  switch (coax_result1) {
  case Kind::hello:
    co_return "hello";
  case Kind::data: {
    int parity = co_await number(n) % 2;
    co_return parity ? "odd data" : "even data";
  }
  default:
    break;
  }
  co_return "end";
}

static coax::task<int> weigh(int n) {
  int weight = 0;
  switch (int value = co_await number(n); value) {
  case 0:
    weight += co_await number(1);
    [[fallthrough]];
  case 1:
    weight += co_await number(10);
    break;
  case 2:
    co_return co_await number(7);
  default:
    co_return -1;
  }
  co_return weight;
}

coax::task<int> coax_main() {
  for (int n = 0; n < 4; ++n)
    std::printf("%s %d\n", co_await describe(n), co_await weigh(n));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
