// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Templates are not made coroutines; calls of the instances that wait go to the pool.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <vector>
#include <coax/coax.hpp>

template <class T> T slow(T value) {
  usleep(200);
  return value + value;
}

template <class T> class Box {
public:
  explicit Box(T value) : value_(value) {}
  T open() const {
    usleep(200);
    return value_;
  }

private:
  T value_;
};

template <class List, class Visit> void each(const List &list, Visit visit) {
  for (const auto &item : list) {
    usleep(100);
    visit(item);
  }
}

static coax::task<int> wait(int n) {
  co_await coax::usleep(100);
  co_return n;
}

coax::task<int> coax_main() {
  int number = slow(co_await wait(4));
  std::string text = co_await coax::offload([&] { return slow(std::string("ab")); });
  Box<std::string> box("boxed");
  std::vector<int> numbers = {1, 2, 3};
  int sum = 0;
  co_await coax::offload([&] { each(numbers, [&](int n) { sum += n; }); });
  std::printf("%d %s %s %d\n", number, text.c_str(), (co_await coax::offload([&] { return box.open(); })).c_str(), sum + co_await wait(1));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
