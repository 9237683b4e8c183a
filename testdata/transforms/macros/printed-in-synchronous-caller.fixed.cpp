// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro prints its argument in a function that stays synchronous: no bridge may show there.
#include <cstdio>
#include <cstdlib>
#include <unistd.h>
#include <coax/coax.hpp>

#define SHOW(e) std::printf("%s is %d\n", #e, e)

static int slow(int n) {
  usleep(10);
  return n;
}

static int other(int n) {
  usleep(10);
  return n + 1;
}

static int compare(const void *a, const void *b) {
  static bool shown = false; // a sanitizer may compare more often
  if (!shown)
    SHOW(slow(1));
  shown = true;
  return *static_cast<const int *>(a) - *static_cast<const int *>(b) + other(0) - other(0);
}

coax::task<int> coax_main() {
  int numbers[] = {2, 1};
  co_await coax::offload([&] { std::qsort(numbers, 2, sizeof(int), compare); });
  co_await coax::usleep(10);
  auto coax_value1 = numbers[0];
  co_return coax_value1 + co_await coax::offload([&] { return slow(2); });
}

int main() {
  return coax::run(coax_main());
}
