// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locks that were tried, assigned and moved.
#include "async.h"

#include <mutex>

coax::task<void> next();
std::mutex m;

coax::task<void> orReturn() {
  if (!m.try_lock())
    co_return;
  co_await next(); // expect-finding: lock-held-across-await
  m.unlock();
}

coax::task<void> ifTaken() {
  if (m.try_lock()) {
    co_await next(); // expect-finding: lock-held-across-await
    m.unlock();
  } else {
    co_await next();
  }
  co_await next();
}

coax::task<void> guardTried() {
  std::unique_lock guard(m, std::defer_lock);
  if (!guard.try_lock())
    co_return;
  co_await next(); // expect-finding: lock-held-across-await
}

coax::task<void> assigned() {
  std::unique_lock<std::mutex> guard;
  co_await next();
  guard = std::unique_lock<std::mutex>(m); // expect-finding: blocking-call-in-coroutine
  co_await next(); // expect-finding: lock-held-across-await
}

coax::task<void> movedAway() {
  std::unique_lock guard(m); // expect-finding: blocking-call-in-coroutine
  std::unique_lock other = std::move(guard);
  other.unlock();
  co_await next();
}

coax::task<void> movedOn() {
  std::unique_lock guard(m); // expect-finding: blocking-call-in-coroutine
  std::unique_lock other = std::move(guard);
  co_await next(); // expect-finding: lock-held-across-await
}
