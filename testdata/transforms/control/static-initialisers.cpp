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

struct Table {
  int size;
  explicit Table(int n) : size(n) { usleep(100); }
  static Table &instance() {
    static Table table(6);
    usleep(100);
    return table;
  }
};

static int used(int n) {
  static int first = slow(7), second = slow(8);
  static const int inLambda = slow(9);
  auto get = [] { return inLambda; };
  [[maybe_unused]] static int unused = slow(10);
  usleep(100);
  return n + first + second + get();
}

static int inLoop() {
  int sum = 0;
  for (int i = 11; i < 14; ++i) {
    static int first = slow(i);
    sum += first++;
  }
  return sum + slow(1);
}

int main() {
  std::printf("main\n");
  int sum = once() + once() + Table::instance().size++ + Table::instance().size;
  sum += used(1) + used(2) + inLoop();
  std::printf("%d %d %d %s %s\n", early, table[0] + table[1], sum, name().c_str(), name().c_str());
  return slow(5);
}
