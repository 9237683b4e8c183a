// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Destructors that wait stay as they are; what they do still happens at the same place.
#include <cstdio>
#include <unistd.h>

class Session {
public:
  explicit Session(const char *name) : name_(name) { std::printf("open %s\n", name_); }
  ~Session() {
    usleep(300);
    std::printf("close %s\n", name_);
  }
  int ask(int n) {
    usleep(100);
    return n * 2;
  }

private:
  const char *name_;
};

static int use(int n) {
  Session outer("outer");
  int first = outer.ask(n);
  {
    Session inner("inner");
    if (inner.ask(n) > 5)
      return first;
  }
  std::printf("between\n");
  return first + outer.ask(1);
}

int main() {
  std::printf("%d\n", use(1));
  std::printf("%d\n", use(3));
}
