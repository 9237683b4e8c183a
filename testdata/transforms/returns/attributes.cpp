// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes belong to the function, not to its result; a promise that a coroutine cannot keep goes.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace std::chrono_literals;

#define NORETURN __attribute__((noreturn))
#define FATAL NORETURN __attribute__((cold))
#define MUST_CHECK __attribute__((warn_unused_result))
#define API
#define CALLBACK

NORETURN void stop(int code);
[[noreturn]] void serve(int rounds);
void leave(int code) __attribute__((noreturn));

FATAL void stop(int code) {
  std::this_thread::sleep_for(1ms);
  std::printf("stop %d\n", code);
  std::exit(code);
}

void leave(int code) {
  std::this_thread::sleep_for(1ms);
  stop(code);
}

void serve(int rounds) {
  for (int i = 0;; ++i) {
    std::this_thread::sleep_for(1ms);
    std::printf("round %d\n", i);
    if (i == rounds)
      leave(3);
  }
}

MUST_CHECK int answer() {
  std::this_thread::sleep_for(1ms);
  return 42;
}

[[nodiscard]] API int CALLBACK question() {
  std::this_thread::sleep_for(1ms);
  return 6 * 9;
}

static void __attribute__((noinline)) note(int n) {
  std::this_thread::sleep_for(1ms);
  std::printf("note %d\n", n);
}

inline __attribute__((always_inline)) void nap() { std::this_thread::sleep_for(1ms); }

static int pick(int n) {
  switch (n) {
  case 0:
    stop(4);
  case 1:
    return answer();
  }
  if (n == 2)
    return question();
  stop(n);
}

struct Guard {
  explicit Guard(int n) {
    if (n < 0)
      stop(5);
  }
};

int main() {
  Guard guard(1);
  nap();
  note(pick(1));
  note(pick(2));
  serve(2);
}
