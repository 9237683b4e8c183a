// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of libraries that are called by a pointer, a binding, or by an algorithm that is given them.
#include "async.h"

#include <algorithm>
#include <functional>
#include <future>
#include <latch>
#include <thread>
#include <vector>

coax::task<void> next();

coax::task<void> bound(std::latch &done) {
  auto wait = std::bind(&std::latch::wait, &done);
  wait(); // expect-finding: blocking-call-in-coroutine
  co_await next();
}

coax::task<void> boundAndKept(std::latch &done) {
  std::function<void()> wait = std::bind(&std::latch::wait, std::ref(done));
  wait(); // expect-finding: blocking-call-in-coroutine
  co_await next();
}

coax::task<void> invoked(std::thread &worker) {
  std::invoke(&std::thread::join, worker); // expect-finding: sync-wait-in-coroutine
  co_await next();
}

coax::task<void> memberPointer(std::thread &worker) {
  auto end = &std::thread::join;
  (worker.*end)(); // expect-finding: sync-wait-in-coroutine
  co_await next();
}

coax::task<void> ofMany(std::vector<std::thread> &workers) {
  std::for_each(workers.begin(), workers.end(), std::mem_fn(&std::thread::join)); // expect-finding: sync-wait-in-coroutine
  co_await next();
}

coax::task<void> ofRange(std::vector<std::thread> &workers) {
  std::ranges::for_each(workers, &std::thread::join); // expect-finding: sync-wait-in-coroutine
  co_await next();
}

coax::task<void> ofFutures(std::vector<std::future<void>> &answers) {
  std::ranges::for_each(answers, &std::future<void>::wait); // expect-finding: sync-wait-in-coroutine
  co_await next();
}

coax::task<void> other(std::vector<std::thread> &workers) {
  std::for_each(workers.begin(), workers.end(), std::mem_fn(&std::thread::detach));
  auto name = std::bind(&std::thread::get_id, &workers.front());
  name();
  co_await next();
}

coax::task<void> onlyMade(std::latch &done) {
  std::function<void()> wait = std::bind(&std::latch::wait, &done);
  std::thread(wait).detach();
  co_await next();
}
