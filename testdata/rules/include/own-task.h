// A task type as programs write their own: it owns its frame, and nothing of it is in any catalog.
#pragma once

#include <coroutine>
#include <utility>

namespace own {

template <typename T> class task {
public:
  struct promise_type {
    T value;
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_value(T given) { value = std::move(given); }
  };
  explicit task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  task(task &&other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  ~task() {
    if (frame_)
      frame_.destroy();
  }
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  T await_resume() const { return frame_.promise().value; }
  void detach() { std::exchange(frame_, {}).resume(); }

private:
  std::coroutine_handle<promise_type> frame_;
};

template <> class task<void> {
public:
  struct promise_type {
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() {}
  };
  explicit task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  task(task &&other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  ~task() {
    if (frame_)
      frame_.destroy();
  }
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  void await_resume() const {}
  void detach() { std::exchange(frame_, {}).resume(); }

private:
  std::coroutine_handle<promise_type> frame_;
};

} // namespace own
