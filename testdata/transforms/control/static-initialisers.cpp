// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables of static storage whose initialisers wait: outside functions and in them.
#include <cstdio>
#include <string>
#include <unistd.h>

static int slow(int n) {
  usleep(200);
  std::printf("slow %d\n", n);
  return n;
}

static const int early = slow(1);
int table[2] = {slow(2), 20};

static int once() {
  static int value = slow(3);
  return ++value;
}

static const std::string &name() {
  static const std::string text = "name " + std::to_string(slow(4));
  usleep(100);
  return text;
}

int main() {
  std::printf("main\n");
  int sum = once() + once();
  std::printf("%d %d %d %s %s\n", early, table[0] + table[1], sum, name().c_str(), name().c_str());
  return slow(5);
}
