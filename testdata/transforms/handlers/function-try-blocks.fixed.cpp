// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The body of a function is a try statement.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  if (n > 3)
    throw std::runtime_error("n is " + std::to_string(n));
  co_return n;
}

static coax::task<int> waiting(int n) { std::exception_ptr coax_caught1; const std::runtime_error *coax_error1 = nullptr; try {
  co_return co_await slow(n) + 1;
} catch (const std::runtime_error &e) { coax_caught1 = std::current_exception(); coax_error1 = &e; } catch (...) {
  co_return 0;
}
{
  const std::runtime_error &e = *coax_error1;
  std::printf("%s\n", e.what());
  co_return -co_await slow(n - 3);
} }

struct Counter {
  int n = 2;
  // On lines of their own.
  coax::task<void> next()
  {
  try {
    n = co_await slow(n + 1);
  }
  catch (const std::exception &) {
    n = 0;
  } }
};

coax::task<int> coax_main() { try {
  std::printf("%d\n", co_await waiting(1));
  std::printf("%d\n", co_await waiting(5));
  Counter counter;
  co_await counter.next();
  std::printf("%d\n", counter.n);
  co_await counter.next();
  std::printf("%d\n", counter.n);
  co_await slow(9);
} catch (const std::exception &e) {
  std::printf("main: %s\n", e.what());
  co_return 2;
} co_return 0; }

int main() {
  return coax::run(coax_main());
}
