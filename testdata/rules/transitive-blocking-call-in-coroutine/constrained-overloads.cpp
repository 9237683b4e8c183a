// Overloads that differ by their constraints alone, and packs of nothing.
#include "async.h"

#include <concepts>
#include <unistd.h>

coax::task<> other();

template <std::integral T> void put(T fd) {
  ::fsync(fd); // expect-finding: blocking-file-io
}
template <std::floating_point T> void put(T) {}

coax::task<> ofFloats() {
  put(1.5);
  co_await other();
}
coax::task<> ofInts() {
  put(1); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

template <class... Fd> void flushAll(Fd... fds) {
  (::fsync(fds), ...); // expect-finding: blocking-file-io
}
coax::task<> nothing() {
  flushAll();
  co_await other();
}
coax::task<> something() {
  flushAll(1, 2); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}
