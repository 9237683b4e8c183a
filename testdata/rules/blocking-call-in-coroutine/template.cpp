// One finding a place, however many instantiations there are.
#include "async.h"

#include <unistd.h>

template <typename T> coax::task<T> later(T value) {
  sleep(1); // expect-finding: blocking-call-in-coroutine
  co_return value;
}

coax::task<> use() {
  co_await later(1);
  co_await later('c');
  co_await later(2L);
}
