// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lambdas that wait, called where they are made, stored, or passed on.
#include <cstdio>
#include <functional>
#include <unistd.h>
#include <vector>

static int twice(const std::function<int(int)> &f, int n) { return f(f(n)); }

int main() {
  int base = 10;
  auto wait = [&base](int n) {
    usleep(100);
    return base + n;
  };
  int immediate = [] {
    usleep(100);
    return 3;
  }();
  std::function<int(int)> stored = [](int n) {
    usleep(100);
    return n * 2;
  };
  std::vector<std::function<void()>> actions;
  for (int i = 0; i < 3; ++i)
    actions.push_back([&base, i] {
      usleep(100);
      base += i;
    });
  std::printf("%d %d %d\n", wait(1), immediate, stored(4));
  for (auto &action : actions)
    action();
  usleep(100);
  std::printf("%d %d %d\n", base, twice(stored, 1), wait(2));
}
