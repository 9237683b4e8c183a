// What is awaited gives the lock back while it waits, as std::condition_variable does.
#include "async.h"

#include <mutex>

coax::task<int> pop();

struct condition {
  coax::task<> wait(std::unique_lock<std::mutex> &lock);
};
struct parked {
  explicit parked(std::unique_lock<std::mutex> &lock);
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

coax::task<> waits(condition &changed, std::mutex &m, const bool &ready) {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  while (!ready)
    co_await changed.wait(lock);
}

coax::task<> parks(std::mutex &m) {
  std::unique_lock<std::mutex> lock(m); // expect-finding: blocking-call-in-coroutine
  co_await parked(lock);
}

coax::task<int> keeps(condition &changed, std::mutex &m) {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  co_await changed.wait(lock);
  co_return co_await pop(); // expect-finding: lock-held-across-await
}
