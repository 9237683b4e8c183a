#include "spawn.h"

coax::task<int> next();

coax::task<int> returned(int x) {
  auto add = [x]() -> coax::task<int> { co_return x + co_await next(); };
  return add(); // expect-finding: capturing-lambda-coroutine "reads 'x' in a closure"
}

void spawned(int x, int y) {
  coax::spawn([x, &y]() -> coax::task<int> { co_return x + y + co_await next(); }()); // expect-finding: capturing-lambda-coroutine "'x' and 'y'"
}

struct server {
  int total = 0;
  coax::task<int> stored() {
    auto pending = [this]() -> coax::task<int> { co_return total + co_await next(); }(); // expect-finding: capturing-lambda-coroutine "'this'"
    co_return co_await std::move(pending);
  }
  void started() {
    auto count = [this]() -> coax::task<int> { co_return total + co_await next(); };
    coax::spawn(count()).detach(); // expect-finding: capturing-lambda-coroutine
  }
};
