// The lock is gone before the await, or belongs to the task.
#include "async.h"

#include <mutex>

coax::task<int> pop();
std::mutex m;

namespace library {
struct mutex {
  coax::task<> lock();
  void unlock();
};
} // namespace library

coax::task<int> scoped() {
  {
    std::lock_guard lock(m); // expect-finding: blocking-call-in-coroutine
  }
  co_return co_await pop();
}

coax::task<int> unlocked() {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  lock.unlock();
  co_return co_await pop();
}

coax::task<int> ofTheTask(library::mutex &mutex) {
  co_await mutex.lock();
  int value = co_await pop();
  mutex.unlock();
  co_return value;
}
