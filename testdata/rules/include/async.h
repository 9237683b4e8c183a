// A task type as coroutine libraries have it, and what a runtime offers; for speed, no more.
#pragma once

#include <coroutine>

namespace coax {

struct task_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
};

template <typename T = void> struct [[nodiscard]] task {
  struct promise_type : task_promise_base {
    task get_return_object() { return {}; }
    void return_value(T) {}
  };
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  T await_resume() const;
};

template <> struct [[nodiscard]] task<void> {
  struct promise_type : task_promise_base {
    task get_return_object() { return {}; }
    void return_void() {}
  };
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  void await_resume() const {}
};

} // namespace coax
