// On one side of the awaits only, in no coroutine, or of no thread.
#include "async.h"

coax::task<int> next();

thread_local int depth = 0;
int shared = 0;

coax::task<int> before() {
  int known = ++depth;
  --depth;
  co_return known + co_await next();
}

coax::task<int> after() {
  int value = co_await next();
  depth = value;
  co_return depth;
}

coax::task<int> ordinary() {
  ++shared;
  int value = co_await next();
  --shared;
  co_return value;
}

int plain() {
  ++depth;
  return --depth;
}
