// The coroutine that blocks is reported; those that await it are not.
#include "async.h"

#include <unistd.h>

coax::task<> inner() {
  sleep(1); // expect-finding: blocking-call-in-coroutine
  co_return;
}

coax::task<> outer() { co_await inner(); }
coax::task<> outermost() { co_await outer(); }
