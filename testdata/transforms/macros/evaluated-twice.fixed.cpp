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
static int largest() { return MAXIMUM(plain(3), coax::block_on(slow(2))) + MAXIMUM(coax::block_on(slow(4)), plain(5)); }
static int both(int n) { return BOTH(plain(n), coax::block_on(slow(1))) + BOTH(coax::block_on(slow(n)), plain(2)); }
static int twice() {
  int sum = TWICE(plain(1), coax::block_on(slow(2)));
  return sum + TWICE(coax::block_on(slow(3)), plain(4));
}

coax::task<int> coax_main() {
  co_await coax::offload([&] {
    std::printf("= %d\n", largest());
    std::printf("= %d\n", both(0));
    std::printf("= %d\n", both(1));
    std::printf("= %d\n", twice());
  });
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
