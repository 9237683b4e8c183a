// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Both branches of ?: wait, with values of class type and of plain type.
#include <cstdio>
#include <string>
#include <unistd.h>

static std::string name(int n) {
  usleep(100);
  return "name that does not fit a small string " + std::to_string(n);
}

static int number(int n) {
  usleep(100);
  return n;
}

static std::string pick(bool first, const std::string &other) {
  return first ? name(1) : other;
}

int main() {
  for (int i = 0; i < 2; ++i) {
    std::string text = i ? name(1) : name(2);
    int value = i ? number(10) : number(20);
    int nested = number(i) ? (number(0) ? 1 : number(2)) : 3;
    std::printf("%s %d %d\n", text.c_str(), value, nested);
    std::printf("%s\n", pick(i, "given").c_str());
    std::printf("%s\n", (number(i) > 0 ? name(5) : std::string("zero")).c_str());
  }
  return number(1) ? number(4) : number(5);
}
