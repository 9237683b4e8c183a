// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// task<T>: a coroutine that runs when it is awaited.
#pragma once

#include <coax/detail/promise.hpp>

namespace coax {

/// What a coroutine returns. Lazy: the body starts at `co_await`, on the awaiter's loop, and the
/// await yields its value or rethrows its exception. T may be void, a reference, or move-only.
///
/// A task is awaited in the full-expression that made it, which is what keeps reference parameters
/// valid; it can be neither copied nor moved, only bound (`auto t = f();`) and awaited once with
/// `co_await std::move(t)`. To run tasks side by side use gather() or spawn(). A task that is
/// dropped without an await never runs, and says so on standard error.
template <class T = void> class [[nodiscard("a task does nothing until it is awaited")]] task {
public:
  using promise_type = detail::promise<T>;
  using value_type = T;

  task(const task &) = delete;
  task &operator=(const task &) = delete;
  ~task() {
    if (!frame_)
      return;
    if (!frame_.promise().owner) [[unlikely]]
      detail::report_dropped(frame_.promise());
    frame_.destroy();
  }

  /// The coroutine; owned by the task.
  std::coroutine_handle<promise_type> frame() const noexcept { return frame_; }
  /// The coroutine; the caller owns it from now on.
  std::coroutine_handle<promise_type> release() noexcept { return std::exchange(frame_, {}); }

private:
  friend promise_type;
  explicit task(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

  std::coroutine_handle<promise_type> frame_;
};

namespace detail {

template <class T> inline constexpr bool is_task = false;
template <class T> inline constexpr bool is_task<task<T>> = true;

/// T of task<T>; any other type unchanged.
template <class T> struct awaited_type {
  using type = T;
};
template <class T> struct awaited_type<task<T>> {
  using type = T;
};
template <class T> using awaited = typename awaited_type<T>::type;

template <class T> settling<T> settle(task<T> &&work, result<T> &into) noexcept {
  return {work.frame(), &into};
}

template <class T> task<T> promise<T>::get_return_object() noexcept {
  return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}

inline task<void> promise<void>::get_return_object() noexcept {
  return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}

} // namespace detail
} // namespace coax
