// Awaited, or not in a coroutine.
#include "async.h"

#include <future>

coax::task<int> part() { co_return 1; } // expect-finding: coroutine-without-await

coax::task<int> total() {
  int a = co_await part();
  int b = co_await part();
  co_return a + b;
}

int collect(std::future<int> partial) {
  return partial.get(); // expect-finding: blocking-wait
}
