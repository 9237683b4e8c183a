// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes belong to the function, not to its result; a promise that a coroutine cannot keep goes.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <coax/coax.hpp>

using namespace std::chrono_literals;

#define NORETURN __attribute__((noreturn))
#define FATAL NORETURN __attribute__((cold))
#define MUST_CHECK __attribute__((warn_unused_result))
#define API
#define CALLBACK

coax::task<void> stop(int code);
coax::task<void> serve(int rounds);
coax::task<void> leave(int code);

coax::task<void> stop(int code) {
  co_await coax::sleep_for(1ms);
  std::printf("stop %d\n", code);
  std::exit(code);
}

coax::task<void> leave(int code) {
  co_await coax::sleep_for(1ms);
  co_await stop(code), std::terminate();
}

coax::task<void> serve(int rounds) {
  for (int i = 0;; ++i) {
    co_await coax::sleep_for(1ms);
    std::printf("round %d\n", i);
    if (i == rounds)
      co_await leave(3), std::terminate();
  }
}

MUST_CHECK coax::task<int> answer() {
  co_await coax::sleep_for(1ms);
  co_return 42;
}

[[nodiscard]] API CALLBACK coax::task<int> question() {
  co_await coax::sleep_for(1ms);
  co_return 6 * 9;
}

static __attribute__((noinline)) coax::task<void> note(int n) {
  co_await coax::sleep_for(1ms);
  std::printf("note %d\n", n);
}

inline __attribute__((always_inline)) void nap() { std::this_thread::sleep_for(1ms); }

static coax::task<int> pick(int n) {
  switch (n) {
  case 0:
    co_await stop(4), std::terminate();
  case 1:
    co_return co_await answer();
  }
  if (n == 2)
    co_return co_await question();
  co_await stop(n), std::terminate();
}

struct Guard {
  explicit Guard(int n) {
    if (n < 0)
      (coax::block_on(stop(5)), std::terminate());
  }
};

coax::task<int> coax_main() {
  [[maybe_unused]] Guard guard = co_await coax::offload([&] { return Guard(1); });
  co_await coax::offload([&] { nap(); });
  co_await note(co_await pick(1));
  co_await note(co_await pick(2));
  co_await serve(2), std::terminate();
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
