// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A lambda that owns something and waits for what it captures.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>

static int slow(int n) {
  usleep(10);
  return n;
}

static std::string name(int n) {
  usleep(10);
  return "a name that does not fit into the object " + std::to_string(n);
}

int main() {
  auto number = std::make_unique<int>(5);
  auto owner = [number = std::move(number), times = slow(2)] { return *number * times; };
  std::printf("%d\n", owner());
  auto named = [text = name(slow(3))] { return text.size(); };
  std::printf("%zu\n", named());
  auto plain = [a = slow(1), b = slow(2)](int c) { return a + b + c; };
  std::printf("%d\n", plain(4));
}
