// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A mutex that may be held across an await, and its lock.
#pragma once

#include <chrono>
#include <coax/detail/mutex_lock.hpp>
#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <coax/time.hpp>
#include <cstdint>

namespace coax {

class mutex;
/// std::unique_lock for coax::mutex. Serves as lock_guard and scoped_lock too.
using unique_lock = mutex_lock<mutex, false>;

namespace detail {

/// co_await m.lock(). Dropping it unawaited ends the program: std::lock_guard<coax::mutex> would.
class [[nodiscard("a lock is taken by awaiting it")]] mutex_wait final : public list_wait {
public:
  explicit mutex_wait(mutex & m) noexcept;
  ~mutex_wait();
  bool await_ready() noexcept {
    awaited_ = true;
    return false;
  }

private:
  const char *what() const noexcept override { return "mutex"; }
  bool enter() noexcept override;
  mutex &mutex_;
  bool awaited_ = false;
};

} // namespace detail

/// Mutual exclusion between tasks, of one loop or of several. Handed over in the order of arrival.
/// Not recursive. Unlike std::mutex it may be held across an await: other tasks wait for it, not
/// their thread. Code outside tasks can try_lock() and unlock().
class mutex {
public:
  mutex() = default;

  /// co_await m.lock(): waits until the task owns the mutex.
  detail::mutex_wait lock() noexcept { return detail::mutex_wait(*this); }
  /// The same, and owns it until the end of the scope: `auto lock = co_await m.scoped_lock();`.
  task<unique_lock> scoped_lock();
  bool try_lock() noexcept;
  /// Whether the task owns it within the time, as std::timed_mutex has it.
  template <class Rep, class Period>
  task<bool> try_lock_for(const std::chrono::duration<Rep, Period> &d) {
    return try_lock_ns(detail::to_ns(d));
  }
  template <class Clock, class Duration>
  task<bool> try_lock_until(const std::chrono::time_point<Clock, Duration> &when) {
    return try_lock_ns(detail::ns_until(when));
  }
  /// By the task that owns it. Any thread.
  void unlock() noexcept;

private:
  task<bool> try_lock_ns(std::int64_t ns);

  friend detail::mutex_wait;
  friend unique_lock;
  detail::wait_list waiters_;
  bool locked_ = false;
};

} // namespace coax
