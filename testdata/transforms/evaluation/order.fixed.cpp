// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is evaluated before a call that waits still is: g++ 12 would run the await first.
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>
#include <coax/coax.hpp>

static coax::task<int> number(int n) {
  std::cout << "[number " << n << "]" << std::endl;
  co_await coax::usleep(10);
  co_return n;
}
static coax::task<std::string> text(const std::string &s) {
  std::cout << "[text " << s << "]" << std::endl;
  co_await coax::usleep(10);
  co_return s + " and enough of it to be allocated";
}
static int plain(int n) {
  std::cout << "(plain " << n << ")" << std::endl;
  return n;
}
struct Sink {
  std::vector<int> seen;
  Sink &add(int n) {
    std::cout << "(add " << n << ")" << std::endl;
    seen.push_back(n);
    return *this;
  }
  coax::task<Sink &> slow(int n) {
    co_await coax::usleep(10);
    co_return add(n);
  }
};
static Sink sink;
static Sink &theSink() {
  std::cout << "(sink)" << std::endl;
  return sink;
}
static coax::task<int> sum() { auto coax_value1 = plain(1); co_return coax_value1 + co_await number(2); }
static coax::task<int> product() { auto coax_value1 = co_await number(2) + plain(3); co_return (coax_value1) * co_await number(4) - plain(5); }

static int calls = 0;
static coax::task<int> counted(int n) {
  ++calls;
  co_return co_await number(n);
}
static coax::task<int> reads(int *p) { auto coax_value1 = calls % 10; auto coax_value2 = coax_value1 + co_await counted(1); auto coax_value3 = *p; co_return coax_value2 + coax_value3 * co_await counted(2) + calls; }

coax::task<int> coax_main() {
  std::printf("%d\n", co_await reads(&calls));
  std::printf("%d\n", co_await sum());
  std::printf("%d\n", co_await product());
  auto coax_value1 = plain(10);
  int total = coax_value1 - co_await number(3);
  auto coax_value2 = plain(1);
  total += coax_value2 * co_await number(7);
  auto &&coax_value3 = std::cout << "a " << total << " b ";
  auto &&coax_value4 = coax_value3 << co_await number(5) << " c ";
  coax_value4 << co_await text("d") << std::endl;
  auto &&coax_value5 = theSink().add(1);
  auto &&coax_value6 = coax_value5.add(co_await number(2));
  auto &&coax_value7 = (co_await coax_value6.slow(co_await number(3))).add(plain(4));
  coax_value7.add(co_await number(5));
  int i = 0;
  int values[3] = {0, 0, 0};
  values[i++] = co_await number(8);
  values[plain(1)] = co_await number(9);
  plain(1);
  total = (void(), co_await number(2));
  plain(6);
  co_await number(7);
  plain(8);
  auto coax_value8 = plain(4);
  int low = coax_value8 < co_await number(5), both = co_await [&]() -> coax::task<int> {
    auto coax_value9 = plain(2);
    co_return coax_value9 == co_await number(2);
  }();
  auto coax_value10 = plain(1);
  if (const bool coax_condition2 = coax_value10 + co_await number(1) == 2; coax_condition2)
    std::cout << "two" << std::endl;
  else { auto coax_value11 = plain(2); if (const bool coax_condition1 = coax_value11 + co_await number(2) == 4; coax_condition1)
    std::cout << "four" << std::endl; }
  auto coax_value12 = plain(3);
  auto coax_value13 = coax_value12 + co_await number(4);
  switch (coax_value13) {
  case 7:
    {
      auto coax_value14 = plain(1);
      coax_value14 + co_await number(2) > 2 ? plain(70) : plain(71);
    }
    break;
  case 8:
    std::cout << "eight" << std::endl;
  }
  auto coax_value15 = plain(0);
  for (int n = coax_value15 + co_await number(0); co_await [&]() -> coax::task<bool> {
    auto coax_value16 = plain(2);
    co_return n < coax_value16 + co_await number(1);
  }(); co_await [&]() -> coax::task<void> { auto coax_value17 = plain(1); n += coax_value17 + co_await number(1); }())
    std::cout << "n " << n << std::endl;
  std::string all = co_await text("x") + std::to_string(total);
  std::cout << all << values[0] << values[1] << low << both << sink.seen.size() << std::endl;
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
