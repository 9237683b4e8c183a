// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a future or thread ends that has nothing left to wait for, and futures that were asked first.
#include "async.h"

#include <chrono>
#include <future>
#include <thread>

using namespace std::chrono_literals;

coax::task<void> next();
int work();
void take(std::future<int> given);

coax::task<void> taken() {
  auto answer = std::async(std::launch::async, work);
  answer.get(); // expect-finding: sync-wait-in-coroutine
  co_await next();
}

coax::task<void> moved() {
  auto answer = std::async(std::launch::async, work);
  take(std::move(answer));
  co_await next();
}

coax::task<void> deferred() {
  auto answer = std::async(std::launch::deferred, work);
  co_await next();
}

coax::task<void> refilled() {
  auto answer = std::async(std::launch::async, work);
  take(std::move(answer));
  answer = std::async(std::launch::async, work);
  co_await next();
} // expect-finding: sync-wait-in-coroutine

coax::task<void> detached() {
  std::jthread thread(work);
  thread.detach();
  co_await next();
}

coax::task<void> joinedAtTheEnd() {
  std::jthread thread(work);
  co_await next();
} // expect-finding: sync-wait-in-coroutine

coax::task<int> polled(std::future<int> &answer) {
  while (answer.wait_for(0s) != std::future_status::ready)
    co_await next();
  co_return answer.get();
}

coax::task<int> askedOnce(std::future<int> &answer) {
  if (answer.wait_for(0s) == std::future_status::ready)
    co_return answer.get();
  co_await next();
  co_return answer.get(); // expect-finding: sync-wait-in-coroutine
}

coax::task<int> anotherOne(std::future<int> answer) {
  while (answer.wait_for(0s) != std::future_status::ready)
    co_await next();
  answer.get();
  answer = std::async(std::launch::async, work);
  co_return answer.get(); // expect-finding: sync-wait-in-coroutine
}

coax::task<int> leftEarly(std::future<int> &answer, bool enough) {
  while (answer.wait_for(0s) != std::future_status::ready) {
    if (enough)
      break;
    co_await next();
  }
  co_return answer.get(); // expect-finding: sync-wait-in-coroutine
}
