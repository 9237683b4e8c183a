// A closure of static storage outlives every coroutine that reads it.
#include "async.h"

void spawn(coax::task<>);
coax::task<> later(int milliseconds);

void startStatic(int x) {
  static auto job = [x]() -> coax::task<> { co_await later(x); };
  spawn(job());
}

void startLocal(int x) {
  auto job = [x]() -> coax::task<> { co_await later(x); };
  spawn(job()); // expect-finding: capturing-lambda-coroutine
}
