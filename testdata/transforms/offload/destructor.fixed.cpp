// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Destructors that wait stay as they are; what they do still happens at the same place.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

class Session {
public:
  explicit Session(const char *name) : name_(name) { std::printf("open %s\n", name_); }
  ~Session() {
    usleep(300);
    std::printf("close %s\n", name_);
  }
  coax::task<int> ask(int n) {
    co_await coax::usleep(100);
    co_return n * 2;
  }

private:
  const char *name_;
};

static coax::task<int> use(int n) {
  Session outer("outer");
  int first = co_await outer.ask(n);
  {
    Session inner("inner");
    if (const bool coax_condition1 = co_await inner.ask(n) > 5; coax_condition1)
      co_return first;
  }
  std::printf("between\n");
  co_return first + co_await outer.ask(1);
}

coax::task<int> coax_main() {
  std::printf("%d\n", co_await use(1));
  std::printf("%d\n", co_await use(3));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
