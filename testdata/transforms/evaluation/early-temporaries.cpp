// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// g++ 12 makes temporaries with a destructor before every await of their expression, also those
// that are never reached, and dies on some; here they are made when their turn comes.
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>

static int slow(int n) {
  usleep(10);
  std::cout << "[slow " << n << "]";
  return n;
}
static std::string text(int n) {
  usleep(10);
  std::cout << "[text " << n << "]";
  return std::to_string(n) + " and enough of it to be allocated";
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
static int length(const std::string &s) {
  usleep(10);
  std::cout << "[length]";
  return static_cast<int>(s.size());
}
static int use(int n, const Noisy &object) { return n + object.n; }

static int behind() {
  int r = slow(1) + noisy(5).get();
  r += slow(2) + static_cast<int>(word(6).size());
  r += slow(3) > 3 ? noisy(7).get() : noisy(8).get();
  return r + slow(4) + use(1, noisy(9));
}
static bool skipped(const char *s, int n) {
  bool a = slow(n) > 5 && noisy(5).get();
  bool b = s && std::string(s) == "x" && slow(2) == 2;
  bool c = s && slow(3) && std::string(s).size() == 1;
  bool d = word(n) == "7" || slow(4) || word(1) == std::string("x");
  return a || b || (c && d);
}
static int both() { return length(word(1)) + length(word(2)) * slow(noisy(3).get()); }
static std::string joined(int n) {
  std::string s = n > 5 ? text(1) : word(2);
  return n > 6 ? s + text(3) : word(4) + s;
}

int main() {
  std::cout << behind() << std::endl;
  std::cout << skipped(nullptr, 3) << std::endl;
  std::cout << skipped("x", 7) << std::endl;
  std::cout << both() << std::endl;
  for (int n = 5; n < 8; ++n)
    std::cout << joined(n) << std::endl;
  std::cout << slow(1) << word(2) << text(3) << " " + word(4) << std::endl;
  if (slow(1) > 3 || word(1) == std::string("x"))
    std::cout << "equal" << std::endl;
  std::string state = "state";
  std::cout << (state += "!") << slow(2) << state.substr(1) << std::endl;
  while (word(0).size() > 20 && slow(0))
    std::cout << "never";
  std::cout << std::endl;
  return 0;
}
