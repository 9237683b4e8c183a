// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is held where ways come together, and what was handed over.
#include "async.h"

#include <mutex>
#include <utility>

coax::task<void> next();
std::mutex m;
void consume(std::unique_lock<std::mutex> lock);

coax::task<void> unlockedOnOneWay(bool early) {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  if (early)
    lock.unlock();
  co_await next(); // expect-finding: lock-held-across-await
}

coax::task<void> unlockedOnBoth(bool early) {
  m.lock(); // expect-finding: blocking-call-in-coroutine
  if (early) {
    m.unlock();
  } else {
    m.unlock();
  }
  co_await next();
}

coax::task<void> underOneCondition(bool shared) {
  if (shared)
    m.lock(); // expect-finding: blocking-call-in-coroutine
  if (shared)
    m.unlock();
  co_await next();
}

coax::task<void> unlockedAndReturned(bool early) {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  if (early) {
    lock.unlock();
    co_return;
  }
  co_await next(); // expect-finding: lock-held-across-await
}

coax::task<void> inEachCase(int kind) {
  m.lock(); // expect-finding: blocking-call-in-coroutine
  switch (kind) {
  case 1:
    m.unlock();
    break;
  default:
    m.unlock();
    break;
  }
  co_await next();
}

coax::task<void> inSomeCases(int kind) {
  m.lock(); // expect-finding: blocking-call-in-coroutine
  switch (kind) {
  case 1:
    m.unlock();
    break;
  case 2:
    break;
  }
  co_await next(); // expect-finding: lock-held-across-await
}

coax::task<void> leftByTheOthers(int kind) {
  m.lock(); // expect-finding: blocking-call-in-coroutine
  switch (kind) {
  case 1:
    m.unlock();
    break;
  default:
    m.unlock();
    co_return;
  }
  co_await next();
}

coax::task<void> guardOfTheSwitch(int kind) {
  switch (kind) {
  case 1: {
    std::lock_guard guard(m); // expect-finding: blocking-call-in-coroutine
    break;
  }
  default:
    break;
  }
  co_await next();
}

coax::task<void> handedOver() {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  consume(std::move(lock));
  co_await next();
}

coax::task<void> letGo() {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  lock.release()->unlock();
  co_await next();
}
