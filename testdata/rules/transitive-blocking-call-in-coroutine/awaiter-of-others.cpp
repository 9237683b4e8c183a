// Awaiters that share a class and differ in what they were made with.
#include "async.h"

#include <functional>
#include <unistd.h>
#include <utility>

class Callback {
public:
  using Start = std::function<void(std::coroutine_handle<>)>;
  explicit Callback(Start start) : start_(std::move(start)) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> task) { start_(task); }
  void await_resume() const {}

private:
  Start start_;
};

void later(std::coroutine_handle<> task);

coax::task<> flushes() {
  co_await Callback{[](std::coroutine_handle<> task) { // expect-finding: transitive-blocking-call-in-coroutine
    fsync(3); // expect-finding: blocking-file-io
    later(task);
  }};
}

coax::task<> onlyWaits() {
  co_await Callback{[](std::coroutine_handle<> task) { later(task); }};
}
