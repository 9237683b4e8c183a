// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A handler that sleeps before the next attempt.
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>
#include <coax/coax.hpp>

static int attempts = 0;

static coax::task<std::string> fetch(int failures) {
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  if (++attempts <= failures)
    throw std::runtime_error("attempt " + std::to_string(attempts) + " failed");
  co_return "content";
}

static coax::task<std::string> fetchWithRetry(int failures, int limit) {
  for (int i = 0;; ++i) {
    std::exception_ptr coax_caught1;
    const std::exception *coax_error1 = nullptr;
    try {
      co_return co_await fetch(failures);
    } catch (const std::exception &error) { coax_caught1 = std::current_exception(); coax_error1 = &error; }
    {
      const std::exception &error = *coax_error1;
      if (i + 1 == limit)
        std::rethrow_exception(coax_caught1);
      std::printf("%s\n", error.what());
      co_await coax::sleep_for(std::chrono::milliseconds(1 << i));
    }
  }
}

coax::task<int> coax_main() {
  std::printf("%s\n", (co_await fetchWithRetry(2, 5)).c_str());
  attempts = 0;
  try {
    co_await fetchWithRetry(10, 3);
  } catch (std::runtime_error &error) {
    std::printf("gave up: %s\n", error.what());
  }
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
