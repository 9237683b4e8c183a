// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// g++ 12 makes temporaries with a destructor before every await of their expression, also those
// that are never reached, and dies on some; here they are made when their turn comes.
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  std::cout << "[slow " << n << "]";
  co_return n;
}
static coax::task<std::string> text(int n) {
  co_await coax::usleep(10);
  std::cout << "[text " << n << "]";
  co_return std::to_string(n) + " and enough of it to be allocated";
}
struct Noisy {
  int n;
  explicit Noisy(int n) : n(n) { std::cout << "{" << n; }
  ~Noisy() { std::cout << n << "}"; }
  int get() const { return n; }
};
static Noisy noisy(int n) { return Noisy(n); }
static std::string word(int n) {
  std::cout << "(word " << n << ")";
  return "a word that is long enough to be allocated " + std::to_string(n);
}
static coax::task<int> length(const std::string &s) {
  co_await coax::usleep(10);
  std::cout << "[length]";
  co_return static_cast<int>(s.size());
}
static int use(int n, const Noisy &object) { return n + object.n; }

static coax::task<int> behind() {
  auto coax_result1 = co_await slow(1);
  int r = coax_result1 + noisy(5).get();
  auto coax_result2 = co_await slow(2);
  r += coax_result2 + static_cast<int>(word(6).size());
  auto coax_value1 = co_await slow(3) > 3;
  r += coax_value1 ? noisy(7).get() : noisy(8).get();
  auto coax_value2 = r + co_await slow(4);
  co_return coax_value2 + use(1, noisy(9));
}
static coax::task<bool> skipped(const char *s, int n) {
  auto coax_value1 = co_await slow(n) > 5;
  bool a = coax_value1 && noisy(5).get();
  bool b = co_await [&]() -> coax::task<bool> {
    bool coax_result1 = s && std::string(s) == "x";
    if (coax_result1) {
      coax_result1 = co_await slow(2) == 2;
    }
    co_return coax_result1;
  }();
  const bool coax_result2 = s && co_await slow(3);
  bool c = coax_result2 && std::string(s).size() == 1;
  auto coax_result4 = co_await [&]() -> coax::task<bool> {
    bool coax_result3 = word(n) == "7";
    if (!coax_result3) {
      coax_result3 = static_cast<bool>(co_await slow(4));
    }
    co_return coax_result3;
  }();
  bool d = coax_result4 || word(1) == std::string("x");
  co_return a || b || (c && d);
}
static coax::task<int> both() { auto coax_result1 = co_await length(word(1)); auto coax_result2 = co_await length(word(2)); co_return coax_result1 + coax_result2 * co_await slow(noisy(3).get()); }
static coax::task<std::string> joined(int n) {
  std::string s = co_await [&]() -> coax::task<std::string> {
    if (n > 5) {
      co_return co_await text(1);
    }
    co_return word(2);
  }();
  co_return co_await [&]() -> coax::task<std::string> {
    if (n > 6) {
      co_return s + co_await text(3);
    }
    co_return word(4) + s;
  }();
}

coax::task<int> coax_main() {
  std::cout << co_await behind() << std::endl;
  std::cout << co_await skipped(nullptr, 3) << std::endl;
  std::cout << co_await skipped("x", 7) << std::endl;
  std::cout << co_await both() << std::endl;
  for (int n = 5; n < 8; ++n)
    std::cout << co_await joined(n) << std::endl;
  auto &&coax_value1 = std::cout << co_await slow(1);
  auto &&coax_value2 = coax_value1 << word(2);
  auto &&coax_value3 = coax_value2 << co_await text(3);
  coax_value3 << " " + word(4) << std::endl;
  auto coax_value4 = co_await slow(1) > 3;
  if (coax_value4 || word(1) == std::string("x"))
    std::cout << "equal" << std::endl;
  std::string state = "state";
  auto &&coax_value5 = std::cout << (state += "!");
  auto &&coax_value6 = coax_value5 << co_await slow(2);
  coax_value6 << state.substr(1) << std::endl;
  while ([[maybe_unused]] const bool coax_condition1 = co_await [&]() -> coax::task<bool> {
    bool coax_result1 = word(0).size() > 20;
    if (coax_result1) {
      coax_result1 = static_cast<bool>(co_await slow(0));
    }
    co_return coax_result1;
  }())
    std::cout << "never";
  std::cout << std::endl;
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
