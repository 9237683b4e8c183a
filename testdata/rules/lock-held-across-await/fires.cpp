#include "async.h"

#include <mutex>
#include <utility>

coax::task<int> pop();
std::mutex m;

coax::task<int> guarded() {
  std::lock_guard lock(m); // expect-finding: blocking-call-in-coroutine "may block"
  int value = co_await pop(); // expect-finding: lock-held-across-await "'m', locked on line 10, is held across this await"
  co_return value;
}

coax::task<int> byHand(coax::task<int> next) {
  m.lock(); // expect-finding: blocking-call-in-coroutine
  int value = co_await std::move(next); // expect-finding: lock-held-across-await
  m.unlock();
  co_return value;
}
