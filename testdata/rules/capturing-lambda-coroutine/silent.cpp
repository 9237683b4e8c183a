// Awaited while the closure lives, run to the end, without captures, or given its values as
// parameters.
#include "spawn.h"

coax::task<int> next();

coax::task<int> inPlace(int x) {
  int first = co_await [x]() -> coax::task<int> { co_return x + co_await next(); }();
  auto add = [x]() -> coax::task<int> { co_return x + co_await next(); };
  int second = co_await add();
  auto pending = add();
  int third = co_await coax::gather(add(), add());
  co_return first + second + third + co_await std::move(pending);
}

int finished(int x) {
  return coax::run([x]() -> coax::task<int> { co_return x + co_await next(); }());
}

void asParameters(int x) {
  coax::spawn([](int n) -> coax::task<int> { co_return n + co_await next(); }(x));
  auto plain = [x] { return x + 1; };
  plain();
}
