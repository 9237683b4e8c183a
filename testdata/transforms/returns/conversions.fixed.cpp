// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a return statement converts: braces, nullptr, 0 as a pointer, bool, derived classes.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>
#include <coax/coax.hpp>

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

static coax::task<void> nap() { co_await coax::usleep(200); }

coax::task<Point> corner(int x) { co_await nap(); co_return {x, x + 1}; }
coax::task<Point> origin() { co_await nap(); co_return {}; }
coax::task<const char *> nothing() { co_await nap(); co_return nullptr; }
coax::task<int *> noNumber() { co_await nap(); co_return nullptr; }
coax::task<bool> truth(int *p) { co_await nap(); co_return p; }
coax::task<std::unique_ptr<Base>> make(bool derived) {
  co_await nap();
  if (derived)
    co_return std::make_unique<Derived>();
  co_return nullptr;
}
coax::task<std::vector<std::string>> words() { co_await nap(); co_return {"a", "b", "c"}; }
coax::task<std::pair<int, std::string>> both() { co_await nap(); co_return {4, "four"}; }
coax::task<std::string> text() { co_await nap(); co_return "text"; }
coax::task<std::optional<int>> maybe(bool yes) {
  co_await nap();
  if (!yes)
    co_return std::nullopt;
  co_return 5;
}
coax::task<double> half(int n) { co_await nap(); co_return n; }
coax::task<unsigned char> narrow(int n) { co_await nap(); co_return n; }
coax::task<State> state(bool on) { co_await nap(); co_return on ? State::on : State::off; }

coax::task<int> coax_main() {
  int one = 1;
  std::printf("%d %d %d\n", (co_await corner(3)).x, (co_await corner(3)).y, (co_await origin()).x);
  std::printf("%d %d %d %d\n", co_await nothing() == nullptr, co_await noNumber() == nullptr, co_await truth(&one), co_await truth(nullptr));
  std::printf("%d %d\n", (co_await make(true))->id(), co_await make(false) == nullptr);
  std::printf("%zu %s %s\n", (co_await words()).size(), (co_await both()).second.c_str(), (co_await text()).c_str());
  std::printf("%d %d %.1f\n", (co_await maybe(true)).value(), (co_await maybe(false)).has_value(), co_await half(3) / 2);
  std::printf("%d %d\n", co_await narrow(257), co_await state(true) == State::on);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
