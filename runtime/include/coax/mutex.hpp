// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A mutex that may be held across an await, and its lock.
#pragma once

#include <chrono>
#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <coax/time.hpp>
#include <cstdint>
#include <utility>

namespace coax {

class mutex;
class unique_lock;

namespace detail {

/// co_await m.lock(). Dropping it unawaited ends the program: std::lock_guard<coax::mutex> would.
class [[nodiscard("a lock is taken by awaiting it")]] mutex_wait final : public list_wait {
public:
  explicit mutex_wait(mutex &m, bool shielded = false) noexcept;
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
  detail::wait_list waiters_;
  bool locked_ = false;
};

struct adopt_lock_t {};
struct defer_lock_t {};
inline constexpr adopt_lock_t adopt_lock{};
inline constexpr defer_lock_t defer_lock{};

/// std::unique_lock for coax::mutex. Serves as lock_guard and scoped_lock too.
class unique_lock {
public:
  unique_lock() noexcept = default;
  unique_lock(coax::mutex &m, adopt_lock_t) noexcept : mutex_(&m), owns_(true) {}
  unique_lock(coax::mutex &m, defer_lock_t) noexcept : mutex_(&m) {}
  unique_lock(unique_lock &&other) noexcept
      : mutex_(std::exchange(other.mutex_, nullptr)), owns_(std::exchange(other.owns_, false)) {}
  unique_lock &operator=(unique_lock &&other) noexcept {
    std::swap(mutex_, other.mutex_);
    std::swap(owns_, other.owns_);
    return *this;
  }
  ~unique_lock() {
    if (owns_)
      mutex_->unlock();
  }

  /// co_await l.lock().
  task<void> lock();
  /// The same, also in a task that is being cancelled.
  task<void> lock_shielded();
  bool try_lock() noexcept { return owns_ = mutex_->try_lock(); }
  void unlock() noexcept {
    mutex_->unlock();
    owns_ = false;
  }
  bool owns_lock() const noexcept { return owns_; }
  explicit operator bool() const noexcept { return owns_; }
  coax::mutex *mutex() const noexcept { return mutex_; }

private:
  coax::mutex *mutex_ = nullptr;
  bool owns_ = false;
};

} // namespace coax
