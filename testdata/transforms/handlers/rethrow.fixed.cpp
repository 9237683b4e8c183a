// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handlers that wait and throw again: the same exception, a new one, out of nested blocks.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<void> fail(const std::string &what) {
  co_await coax::usleep(100);
  throw std::runtime_error(what);
}

static coax::task<void> again(int how) {
  std::exception_ptr coax_caught1;
  std::runtime_error *coax_error2 = nullptr;
  try {
    co_await fail("first");
  } catch (std::runtime_error &error) { coax_caught1 = std::current_exception(); coax_error2 = &error; }
  if (coax_caught1) {
    std::runtime_error &error = *coax_error2;
    co_await coax::usleep(100);
    if (how == 0)
      std::rethrow_exception(coax_caught1);
    if (how == 1)
      throw std::invalid_argument(std::string("second after ") + error.what());
    std::exception_ptr coax_caught2;
    const std::exception *coax_error1 = nullptr;
    try {
      co_await fail("third");
    } catch (const std::exception &inner) { coax_caught2 = std::current_exception(); coax_error1 = &inner; }
    if (coax_caught2) {
      const std::exception &inner = *coax_error1;
      co_await coax::usleep(100);
      std::printf("inner %s, outer %s\n", inner.what(), error.what());
      std::rethrow_exception(coax_caught2);
    }
  }
}

coax::task<int> coax_main() {
  for (int how = 0; how < 3; ++how)
    try {
      co_await again(how);
    } catch (const std::logic_error &error) {
      std::printf("logic: %s\n", error.what());
    } catch (const std::exception &error) {
      std::printf("other: %s\n", error.what());
    }
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
