// What an awaiter gives is there once its coroutine is resumed.
#include "async.h"

#include <future>
#include <thread>

struct future_awaiter {
  std::future<int> &work;

  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> task) {
    std::thread([this, task] {
      work.wait(); // expect-finding: blocking-wait
      task.resume();
    }).detach();
  }
  int await_resume() { return work.get(); }
};

coax::task<int> asks(std::future<int> &work) { co_return co_await future_awaiter{work}; }
