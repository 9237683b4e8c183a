// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// task<T>: a coroutine that runs when it is awaited.
#pragma once

#include <coax/detail/promise.hpp>
#include <cstdint>

namespace coax {

namespace detail {
class sleep_wait;
/// Waits at least `ns` on the monotonic clock, in a coroutine; ns <= 0 only lets other tasks run.
task<void> sleep_ns(std::int64_t ns);
} // namespace detail

/// What a coroutine returns. Lazy: the body starts at `co_await`, on the awaiter's loop, and the
/// await yields its value or rethrows its exception. T may be void, an lvalue reference, or
/// move-only.
///
/// A task is awaited in the full-expression that made it, which is what keeps reference parameters
/// valid; it can be neither copied nor moved, only bound (`auto t = f();`) and awaited once with
/// `co_await std::move(t)`. To run tasks side by side use gather() or spawn(). A task that is
/// dropped without an await never runs, and says so on standard error.
template <class T = void> class [[nodiscard("a task does nothing until it is awaited")]] task {
  static_assert(!std::is_rvalue_reference_v<T>,
                "a coax::task yields a T or a T &, not a T &&, which would refer to what has ended "
                "with the coroutine");

public:
  using promise_type = detail::promise<T>;
  using value_type = T;

  task(const task &) = delete;
  task &operator=(const task &) = delete;
  /// Takes over one that has no frame: `task<void> f() { return coax::sleep_for(1s); }`.
  template <class S>
  requires(std::is_base_of_v<task, S> && !std::is_same_v<S, task>) task(S && frameless)
      : frame_(frameless.release()) {}
  ~task() {
    if (!frame_)
      return;
    if (!frame_.promise().owner) [[unlikely]]
      detail::report_dropped(frame_.promise());
    frame_.destroy();
  }

  /// The coroutine; owned by the task. Throws misuse when something else has taken it over.
  std::coroutine_handle<promise_type> frame() const { return frame_at(nullptr); }
  /// The coroutine, which the caller is to start, at `at` (a site) if that is known. Throws misuse
  /// when something else has taken it over or started it.
  std::coroutine_handle<promise_type> unstarted(const void *at = nullptr) const {
    frame_at(at);
    if (const promise_type &task = frame_.promise(); task.owner) [[unlikely]]
      detail::throw_started_twice(task, frame_.done() || task.failed(), at);
    return frame_;
  }
  /// unstarted(); the caller owns it from now on.
  std::coroutine_handle<promise_type> release() {
    unstarted();
    return std::exchange(frame_, {});
  }

protected:
  /// Without a frame: `later` makes one when it is asked to. It is a base of the same object.
  explicit task(detail::frameless<T> & later) noexcept
      : frame_(std::coroutine_handle<promise_type>::from_address(
            reinterpret_cast<void *>(reinterpret_cast<std::uintptr_t>(&later) | 1))) {}
  /// `frame` is about to await it without one.
  void go_without_frame(const detail::promise_base &frame) {
    if (!is_unmade()) [[unlikely]]
      detail::throw_frameless_awaited_twice(frame);
    frame_ = {};
  }
  /// One that could not do without: takes it over.
  void adopt(std::coroutine_handle<promise_type> made) noexcept { frame_ = made; }
  bool has_frame() const noexcept { return frame_ && !is_unmade(); }
  /// For the destructor of what has no frame: it gets one, so that ~task() says that nobody awaited
  /// it.
  void be_made_if_dropped() const {
    if (is_unmade()) [[unlikely]]
      make();
  }

private:
  friend promise_type;
  friend sleep_task;
  friend detail::sleep_wait;
  friend detail::task_source<T>;
  explicit task(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

  /// One whose coroutine has not been made has the lowest bit set, which no address of a frame has:
  /// the number of a sleep, or the address of what makes it.
  static std::coroutine_handle<promise_type> unmade(std::int64_t ns) noexcept {
    const auto bits = (static_cast<std::uintptr_t>(ns > 0 ? ns : 0) << 1) | 1;
    return std::coroutine_handle<promise_type>::from_address(reinterpret_cast<void *>(bits));
  }
  bool is_unmade() const noexcept { return bits() & 1; }
  std::coroutine_handle<promise_type> frame_at(const void *at) const {
    if (is_unmade()) [[unlikely]]
      make();
    if (!frame_) [[unlikely]]
      detail::throw_taken_twice(at);
    return frame_;
  }
  std::int64_t unmade_ns() const noexcept { return static_cast<std::int64_t>(bits() >> 1); }
  std::uintptr_t bits() const noexcept {
    return reinterpret_cast<std::uintptr_t>(frame_.address());
  }
  void make() const {
    if constexpr (std::is_void_v<T>) {
      frame_ = detail::sleep_ns(unmade_ns()).release();
    } else {
      auto &later = *reinterpret_cast<detail::frameless<T> *>(bits() - 1);
      frame_ = later.make(later);
    }
  }

  mutable std::coroutine_handle<promise_type> frame_;
};

namespace detail {

template <class T> inline constexpr bool is_task<task<T>> = true;

/// T of task<T>; any other type unchanged.
template <class T> struct awaited_type { using type = T; };
template <class T> struct awaited_type<task<T>> { using type = T; };
template <class T> using awaited = typename awaited_type<T>::type;

template <class T> settling<T> settle(task<T> &&work, result<T> &into) {
  return {work.frame(), &into};
}

template <class T> struct task_source {
  operator task<T>() const noexcept { return task<T>(frame); }
  std::coroutine_handle<promise<T>> frame;
};

template <class T>
template <bool Elided>
returned_task<T, Elided> promise<T>::get_return_object() noexcept {
  return task_source<T>{std::coroutine_handle<promise>::from_promise(*this)};
}

template <bool Elided> returned_task<void, Elided> promise<void>::get_return_object() noexcept {
  return task_source<void>{std::coroutine_handle<promise>::from_promise(*this)};
}

} // namespace detail
} // namespace coax
