// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is evaluated before a call that waits still is: g++ 12 would run the await first.
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

static int number(int n) {
  std::cout << "[number " << n << "]" << std::endl;
  usleep(10);
  return n;
}
static std::string text(const std::string &s) {
  std::cout << "[text " << s << "]" << std::endl;
  usleep(10);
  return s + " and enough of it to be allocated";
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
  Sink &slow(int n) {
    usleep(10);
    return add(n);
  }
};
static Sink sink;
static Sink &theSink() {
  std::cout << "(sink)" << std::endl;
  return sink;
}
static int sum() { return plain(1) + number(2); }
static int product() { return (number(2) + plain(3)) * number(4) - plain(5); }

static int calls = 0;
static int counted(int n) {
  ++calls;
  return number(n);
}
static int reads(int *p) { return calls % 10 + counted(1) + *p * counted(2) + calls; }

int main() {
  std::printf("%d\n", reads(&calls));
  std::printf("%d\n", sum());
  std::printf("%d\n", product());
  int total = plain(10) - number(3);
  total += plain(1) * number(7);
  std::cout << "a " << total << " b " << number(5) << " c " << text("d") << std::endl;
  theSink().add(1).add(number(2)).slow(number(3)).add(plain(4)).add(number(5));
  int i = 0;
  int values[3] = {0, 0, 0};
  values[i++] = number(8);
  values[plain(1)] = number(9);
  total = (plain(1), number(2));
  plain(6), number(7), plain(8);
  int low = plain(4) < number(5), both = plain(2) == number(2);
  if (plain(1) + number(1) == 2)
    std::cout << "two" << std::endl;
  else if (plain(2) + number(2) == 4)
    std::cout << "four" << std::endl;
  switch (plain(3) + number(4)) {
  case 7:
    plain(1) + number(2) > 2 ? plain(70) : plain(71);
    break;
  case 8:
    std::cout << "eight" << std::endl;
  }
  for (int n = plain(0) + number(0); n < plain(2) + number(1); n += plain(1) + number(1))
    std::cout << "n " << n << std::endl;
  std::string all = text("x") + std::to_string(total);
  std::cout << all << values[0] << values[1] << low << both << sink.seen.size() << std::endl;
  return 0;
}
