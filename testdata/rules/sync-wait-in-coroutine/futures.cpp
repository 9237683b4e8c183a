// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Only the futures of std::async wait where they end.
#include "async.h"

#include <future>

coax::task<void> next();
std::future<int> begin();

coax::task<void> ofPromise(std::promise<int> &promise, std::packaged_task<int()> &job) {
  auto given = promise.get_future();
  auto later = job.get_future();
  co_await next();
}

coax::task<void> ofAsync() {
  auto answer = std::async(std::launch::async, [] { return 42; });
  co_await next();
} // expect-finding: sync-wait-in-coroutine

coax::task<void> ofOthers() {
  auto answer = begin(); // who knows
  co_await next();
} // expect-finding: sync-wait-in-coroutine
