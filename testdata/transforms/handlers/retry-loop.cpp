// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A handler that sleeps before the next attempt.
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>

static int attempts = 0;

static std::string fetch(int failures) {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (++attempts <= failures)
    throw std::runtime_error("attempt " + std::to_string(attempts) + " failed");
  return "content";
}

static std::string fetchWithRetry(int failures, int limit) {
  for (int i = 0;; ++i) {
    try {
      return fetch(failures);
    } catch (const std::exception &error) {
      if (i + 1 == limit)
        throw;
      std::printf("%s\n", error.what());
      std::this_thread::sleep_for(std::chrono::milliseconds(1 << i));
    }
  }
}

int main() {
  std::printf("%s\n", fetchWithRetry(2, 5).c_str());
  attempts = 0;
  try {
    fetchWithRetry(10, 3);
  } catch (std::runtime_error &error) {
    std::printf("gave up: %s\n", error.what());
  }
}
