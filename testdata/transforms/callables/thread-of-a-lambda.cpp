// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The traits of std::thread and std::function name a lambda where nothing is evaluated: that is no
// use of it that the plan does not know.
#include <cstdio>
#include <functional>
#include <thread>
#include <unistd.h>

static int half(int n) {
  usleep(10);
  return n / 2;
}

int main() {
  int sum = 0;
  std::thread worker([&sum] {
    for (int n : {4, 8})
      sum += half(n);
  });
  worker.join();
  std::function<int(int)> twice = [](int n) { return 2 * n; };
  std::printf("%d\n", twice(sum));
}
