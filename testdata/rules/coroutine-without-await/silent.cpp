// It awaits, is no coroutine, or has a shape that others ask for.
#include "async.h"

coax::task<int> next();

coax::task<int> awaits() { co_return co_await next(); }

coax::task<int> plain() { return next(); }

struct handler {
  virtual ~handler() = default;
  virtual coax::task<int> handle() { co_return 0; }
};
struct nothing : handler {
  coax::task<int> handle() override { co_return 1; }
};

auto stored = []() -> coax::task<int> { co_return 2; };

template <typename T> coax::task<T> ready(T value) { co_return value; }
coax::task<int> use() { return ready(1); }
