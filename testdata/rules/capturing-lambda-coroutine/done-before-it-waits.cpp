// A coroutine that runs at once and is done with its closure before it first waits.
#include "async.h"
#include "detached.h"

coax::task<> pause(int n);

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
