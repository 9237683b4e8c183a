// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks of every kind, compiled by a clang that does not elide the copy of what get_return_object()
// returns, on a library of the compiler that the tests are built with. Exit code 0: all is well.
#include <chrono>
#include <coax/coax.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

coax::task<int> sum(int n) {
  if (n == 0)
    co_return 0;
  const int rest = co_await sum(n - 1);
  co_return n + rest;
}

coax::task<std::unique_ptr<std::string>> text() {
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  co_return std::make_unique<std::string>("text");
}

coax::task<int &> same(int &number) { co_return number; }

coax::task<void> fail() {
  co_await coax::yield();
  throw std::runtime_error("as it should");
}

coax::task<bool> fails() {
  try {
    co_await fail();
  } catch (const std::runtime_error &) {
    co_return true;
  }
  co_return false;
}

coax::task<void> add(int &total, int n) {
  co_await coax::yield();
  total += n;
}

coax::task<void> start_some(coax::group &g, int &total) {
  for (int i = 1; i <= 3; ++i)
    g.start(add, std::ref(total), i);
  co_return;
}

coax::task<int> all() {
  int number = 1;
  int &same_number = co_await same(number);
  same_number = 2;
  const std::unique_ptr<std::string> owned = co_await text();
  const auto [a, b] = co_await coax::gather(sum(3), sum(4));
  auto spawned = coax::spawn(sum, 5);
  const int c = co_await spawned.join();
  int total = 0;
  auto body = [&](coax::group &g) { return start_some(g, total); };
  co_await coax::with_group(body);
  const bool ended = co_await coax::move_on_after(std::chrono::milliseconds(1), fails());
  const bool failed = co_await fails();
  const bool good = number == 2 && *owned == "text" && a == 6 && b == 10 && c == 15 && total == 6;
  co_return good &&ended &&failed ? 0 : 1;
}

} // namespace

int main() { return coax::run(all()); }
