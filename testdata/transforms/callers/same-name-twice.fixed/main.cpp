// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of one name in two units; only one of them waits.
// expect-plan: step await
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

int other(int n);

static coax::task<int> step(int n) {
  co_await coax::usleep(100);
  co_return n + 1;
}

coax::task<int> coax_main() { std::printf("%d %d\n", co_await step(1), other(1)); co_return 0; }

int main() {
  return coax::run(coax_main());
}
