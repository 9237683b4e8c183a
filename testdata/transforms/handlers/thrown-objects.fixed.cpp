// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is thrown is made of what was waited for, or was waited for itself.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  co_return n;
}

struct Failure : std::runtime_error {
  Failure(int code, const std::string &what) : std::runtime_error(what), code(code) {}
  ~Failure() override = default;
  int code;
};

static coax::task<std::runtime_error> failure(int n) {
  co_await coax::usleep(10);
  co_return std::runtime_error("failure " + std::to_string(n) + " with a text that is allocated");
}

static coax::task<int> checked(int n) {
  if (n == 1)
    {
      auto coax_result1 = co_await failure(n);
      throw std::move(coax_result1);
    }
  if (n == 2)
    {
      auto coax_result2 = co_await slow(n);
      throw Failure(coax_result2, "a text that is long enough to be allocated");
    }
  if (n == 3)
    {
      auto coax_value1 = "not the number that was expected: " + std::to_string(co_await slow(n));
      throw std::runtime_error(std::move(coax_value1));
    }
  if (n == 4)
    throw co_await slow(n);
  co_return co_await [&]() -> coax::task<int> {
    if (n > 5) {
      auto coax_result3 = co_await slow(n);
      auto coax_value2 = std::to_string(co_await slow(0));
      throw Failure{coax_result3, std::move(coax_value2)};
    }
    co_return co_await slow(n);
  }();
}

coax::task<int> coax_main() {
  for (int n = 1; n < 7; ++n) {
    try {
      std::printf("%d\n", co_await checked(n));
    } catch (const Failure &e) {
      std::printf("%d %s\n", e.code, e.what());
    } catch (const std::exception &e) {
      std::printf("%s\n", e.what());
    } catch (int number) {
      std::printf("thrown %d\n", number);
    }
  }
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
