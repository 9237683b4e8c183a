// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A number that a call returns by a reference to one of its temporaries is copied where it is named.
#include <algorithm>
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  co_return n;
}

static int calls = 0;
static int plain(int n) {
  ++calls;
  return n;
}

coax::task<int> coax_main() {
  auto coax_value1 = std::max(1, co_await slow(2));
  switch (coax_value1) {
  case 2:
    std::printf("two\n");
  }
  auto coax_value2 = std::min(plain(3), plain(4));
  std::printf("%d\n", coax_value2 - co_await slow(1));
  auto coax_value3 = std::max(plain(3), 4);
  std::printf("%d\n", coax_value3 * co_await slow(2) + calls);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
