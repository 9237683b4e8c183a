// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What asks for the exception that is handled still finds it, once its handler has moved.
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> risky(int n) {
  co_await coax::usleep(10);
  if (n == 1)
    throw std::runtime_error("one");
  if (n == 2)
    throw 2;
  co_return n;
}

static std::exception_ptr last;

/// Sorts the exception that is being handled.
static const char *kind() {
  try {
    throw;
  } catch (const std::exception &e) {
    return "exception";
  } catch (...) {
    return "other";
  }
}

static void keep() { last = std::current_exception(); }

static coax::task<int> outer(int n) {
  std::exception_ptr coax_caught1;
  try {
    co_return co_await risky(n);
  } catch (const std::exception &) { coax_caught1 = std::current_exception(); }
  {
    co_await coax::usleep(10);
    try { std::rethrow_exception(coax_caught1); } catch (...) { std::throw_with_nested(std::logic_error("outer")); }
  }
}

static coax::task<int> sorted(int n) {
  try {
    co_return co_await risky(n);
  } catch (...) {
    usleep(10);
    std::printf("%s\n", kind());
    keep();
    const char *again = kind();
    co_return again[0];
  }
}

static coax::task<int> described(int n) {
  std::exception_ptr coax_caught1;
  const std::logic_error *coax_error2 = nullptr;
  std::exception_ptr coax_caught3;
  int *coax_error3 = nullptr;
  try {
    co_await outer(n);
  } catch (const std::logic_error &e) { coax_caught1 = std::current_exception(); coax_error2 = &e; } catch (int &code) { coax_caught3 = std::current_exception(); coax_error3 = &code; }
  if (coax_caught1) {
    const std::logic_error &e = *coax_error2;
    co_await coax::usleep(10);
    std::exception_ptr coax_caught2;
    const std::exception *coax_error1 = nullptr;
    try {
      std::rethrow_if_nested(e);
    } catch (const std::exception &inner) { coax_caught2 = std::current_exception(); coax_error1 = &inner; }
    if (coax_caught2) {
      const std::exception &inner = *coax_error1;
      co_await coax::usleep(10);
      std::printf("%s/%s\n", e.what(), inner.what());
    }
  } else if (coax_caught3) {
    int code = *coax_error3;
    co_await coax::usleep(10);
    co_return code;
  }
  co_return 0;
}

coax::task<int> coax_main() {
  int sum = 0;
  for (int n = 0; n < 3; ++n) {
    int d = co_await described(n);
    int s = co_await sorted(n);
    std::printf("%d %d\n", d, s);
    sum += d + s;
  }
  std::printf("%d\n", last != nullptr);
  co_return sum % 100;
}

int main() {
  return coax::run(coax_main());
}
