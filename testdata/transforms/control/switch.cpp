// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A switch on an awaited value, in a function that returns from every case.
#include <cstdio>
#include <string>
#include <unistd.h>

enum class Kind { hello, data, end };

static Kind classify(int n) {
  usleep(100);
  return n == 0 ? Kind::hello : n < 3 ? Kind::data : Kind::end;
}
static int number(int n) {
  usleep(100);
  return n;
}

static const char *describe(int n) {
  switch (classify(n)) {
  case Kind::hello:
    return "hello";
  case Kind::data: {
    int parity = number(n) % 2;
    return parity ? "odd data" : "even data";
  }
  default:
    break;
  }
  return "end";
}

static int weigh(int n) {
  int weight = 0;
  switch (int value = number(n); value) {
  case 0:
    weight += number(1);
    [[fallthrough]];
  case 1:
    weight += number(10);
    break;
  case 2:
    return number(7);
  default:
    return -1;
  }
  return weight;
}

int main() {
  for (int n = 0; n < 4; ++n)
    std::printf("%s %d\n", describe(n), weigh(n));
}
