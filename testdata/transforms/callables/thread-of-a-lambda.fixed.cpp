// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The traits of std::thread and std::function name a lambda where nothing is evaluated: that is no
// use of it that the plan does not know.
#include <cstdio>
#include <functional>
#include <thread>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> half(int n) {
  co_await coax::usleep(10);
  co_return n / 2;
}

coax::task<int> coax_main() {
  int sum = 0;
  auto worker = coax::spawn([&sum] () -> coax::task<void> {
    for (int n : {4, 8})
      sum += co_await half(n);
  });
  co_await worker.join();
  std::function<int(int)> twice = [](int n) { return 2 * n; };
  std::printf("%d\n", twice(sum));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
