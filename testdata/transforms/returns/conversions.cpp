// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a return statement converts: braces, nullptr, 0 as a pointer, bool, derived classes.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

struct Point {
  int x, y;
};
struct Base {
  virtual ~Base() = default;
  virtual int id() const { return 1; }
};
struct Derived : Base {
  int id() const override { return 2; }
};
enum class State { off, on };

static void nap() { usleep(200); }

Point corner(int x) { nap(); return {x, x + 1}; }
Point origin() { nap(); return {}; }
const char *nothing() { nap(); return 0; }
int *noNumber() { nap(); return nullptr; }
bool truth(int *p) { nap(); return p; }
std::unique_ptr<Base> make(bool derived) {
  nap();
  if (derived)
    return std::make_unique<Derived>();
  return nullptr;
}
std::vector<std::string> words() { nap(); return {"a", "b", "c"}; }
std::pair<int, std::string> both() { nap(); return {4, "four"}; }
std::string text() { nap(); return "text"; }
std::optional<int> maybe(bool yes) {
  nap();
  if (!yes)
    return std::nullopt;
  return 5;
}
double half(int n) { nap(); return n; }
unsigned char narrow(int n) { nap(); return n; }
State state(bool on) { nap(); return on ? State::on : State::off; }

int main() {
  int one = 1;
  std::printf("%d %d %d\n", corner(3).x, corner(3).y, origin().x);
  std::printf("%d %d %d %d\n", nothing() == nullptr, noNumber() == nullptr, truth(&one), truth(nullptr));
  std::printf("%d %d\n", make(true)->id(), make(false) == nullptr);
  std::printf("%zu %s %s\n", words().size(), both().second.c_str(), text().c_str());
  std::printf("%d %d %.1f\n", maybe(true).value(), maybe(false).has_value(), half(3) / 2);
  std::printf("%d %d\n", narrow(257), state(true) == State::on);
}
