// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operators and conversions cannot be coroutines; their callers offload them.
#include <cstdio>
#include <string>
#include <unistd.h>

struct Remote {
  int value;
  explicit operator bool() const {
    usleep(100);
    return value != 0;
  }
  operator std::string() const {
    usleep(100);
    return std::to_string(value);
  }
  Remote &operator+=(int n) {
    usleep(100);
    value += n;
    return *this;
  }
  int operator()(int n) const {
    usleep(100);
    return value + n;
  }
};

Remote operator+(Remote a, Remote b) {
  usleep(100);
  return {a.value + b.value};
}

static int wait(int n) {
  usleep(100);
  return n;
}

int main() {
  Remote a{wait(1)}, b{wait(2)};
  Remote sum = a + b;
  sum += wait(10);
  std::string text = sum;
  if (sum && wait(1))
    std::printf("%s %d %d\n", text.c_str(), sum(wait(5)), (a + b).value);
}
