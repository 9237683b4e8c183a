// A coroutine that runs at once and is done with its closure before it first waits.
#include "async.h"

#include <exception>

coax::task<> pause(int n);

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

struct server {
  int port = 0;
  void start(int n) {
    [n]() -> detached { co_await pause(n); }();
    [n]() -> detached { // expect-finding: capturing-lambda-coroutine
      co_await pause(1);
      co_await pause(n);
    }();
    [this]() -> detached { // expect-finding: capturing-lambda-coroutine
      co_await pause(1);
      ++port;
    }();
    [n]() -> coax::task<> { co_await pause(n); }(); // expect-finding: capturing-lambda-coroutine; expect-finding: discarded-task
  }
};
