// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An assertion prints its argument only when it fails: a call in it is bridged in a function that
// stays synchronous, and what is called becomes a coroutine all the same.
// coax-root: work
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

#define EXPECT_TRUE(e) ((e) ? (void)0 : (void)std::printf("%s does not hold\n", #e))

static coax::task<bool> slow(int n) { // expect-plan: slow await
  co_await coax::usleep(10);
  co_return n > 0;
}

static coax::task<void> work() { std::puts(co_await slow(2) ? "yes" : "no"); }

int main() {
  EXPECT_TRUE(coax::block_on(slow(1)));
  coax::block_on(work());
}
