// The end of a future waits only if std::async made it.
#include "async.h"

#include <future>
#include <thread>
#include <unistd.h>

coax::task<> other();

std::future<int> onOwnThread() {
  std::packaged_task<int()> job([] { return 42; });
  auto result = job.get_future();
  std::thread(std::move(job)).detach();
  return result;
}
std::future<int> byAsync() {
  return std::async(std::launch::async, [] { return 42; });
}

coax::task<> dropped() {
  onOwnThread();
  std::future<int> never;
  co_await other();
}

coax::task<> waitsAtTheSemicolon() {
  byAsync(); // expect-finding: sync-wait-in-coroutine
  co_await other();
}

coax::task<> deferred() {
  auto later = std::async(std::launch::deferred, [] { ::sleep(1); }); // expect-finding: blocking-sleep
  co_await other();
}
