// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An assertion prints its argument only when it fails: a call in it is bridged in a function that
// stays synchronous, and what is called becomes a coroutine all the same.
// coax-root: work
#include <cstdio>
#include <unistd.h>

#define EXPECT_TRUE(e) ((e) ? (void)0 : (void)std::printf("%s does not hold\n", #e))

static bool slow(int n) { // expect-plan: slow await
  usleep(10);
  return n > 0;
}

static void work() { std::puts(slow(2) ? "yes" : "no"); }

int main() {
  EXPECT_TRUE(slow(1));
  work();
}
