// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function whose every path returns from the try statement: no compiler may think that its end is
// reached.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> risky(int n) {
  co_await coax::usleep(10);
  if (n == 1)
    throw std::runtime_error("one");
  if (n == 2)
    throw std::string("two");
  if (n == 3)
    throw 3;
  co_return n;
}

static coax::task<int> single(int n) {
  std::exception_ptr coax_caught1;
  try {
    co_return co_await risky(n);
  } catch (...) { coax_caught1 = std::current_exception(); }
  {
    co_await coax::usleep(10);
    co_return -1;
  }
}

static coax::task<int> several(int n) {
  std::exception_ptr coax_caught1;
  const std::exception *coax_error1 = nullptr;
  std::exception_ptr coax_caught2;
  const std::string *coax_error2 = nullptr;
  try {
    if (n > 5)
      co_return 6;
    else
      co_return co_await risky(n);
  } catch (const std::exception &e) { coax_caught1 = std::current_exception(); coax_error1 = &e; } catch (int code) {
    co_return code;
  } catch (const std::string &text) { coax_caught2 = std::current_exception(); coax_error2 = &text; }
  if (coax_caught1) {
    [[maybe_unused]] const std::exception &e = *coax_error1;
    co_await coax::usleep(10);
    co_return -2;
  } else {
    const std::string &text = *coax_error2;
    co_await coax::usleep(10);
    co_return static_cast<int>(text.size());
  }
}

static coax::task<int> inLoop(int n) {
  for (;; ++n)
    if (n > 1) {
      std::exception_ptr coax_caught1;
      std::exception_ptr coax_caught2;
      try {
        co_return co_await risky(n);
      } catch (int) { coax_caught1 = std::current_exception(); } catch (...) { coax_caught2 = std::current_exception(); }
      if (coax_caught1) {
        co_await coax::usleep(10);
        continue;
      } else {
        co_await coax::usleep(10);
        if (n == 2)
          continue;
        std::rethrow_exception(coax_caught2);
      }
    }
}

static coax::task<int> through(int n) {
  int result = 100;
  std::exception_ptr coax_caught1;
  try {
    result = co_await risky(n);
  } catch (...) { coax_caught1 = std::current_exception(); }
  if (coax_caught1) {
    co_await coax::usleep(10);
    ++result;
  }
  co_return result;
}

coax::task<int> coax_main() {
  int sum = 0;
  for (int n = 0; n < 7; ++n) {
    int a = co_await single(n), b = co_await several(n), c = co_await inLoop(n), d = co_await through(n);
    std::printf("%d %d %d %d\n", a, b, c, d);
    sum += a + b + c + d;
  }
  co_return sum % 100;
}

int main() {
  return coax::run(coax_main());
}
