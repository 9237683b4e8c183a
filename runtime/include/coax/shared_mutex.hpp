// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::shared_mutex for tasks: many readers or one writer.
#pragma once

#include <chrono>
#include <coax/detail/mutex_lock.hpp>
#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <coax/time.hpp>
#include <cstddef>
#include <cstdint>

namespace coax {

class shared_mutex;
/// std::unique_lock<std::shared_mutex>.
using exclusive_lock = mutex_lock<shared_mutex, false>;
/// std::shared_lock<std::shared_mutex>.
using shared_lock = mutex_lock<shared_mutex, true>;

namespace detail {

/// co_await m.lock() or m.lock_shared(). Dropping it unawaited ends the program.
class [[nodiscard("a lock is taken by awaiting it")]] shared_mutex_wait final : public list_wait {
public:
  shared_mutex_wait(shared_mutex & m, bool shared) noexcept;
  ~shared_mutex_wait();
  bool await_ready() noexcept {
    awaited_ = true;
    return false;
  }

private:
  const char *what() const noexcept override { return "shared_mutex"; }
  bool enter() noexcept override;
  void left() noexcept override;

  shared_mutex &mutex_;
  bool awaited_ = false;
};

class timed_shared_mutex_wait;

} // namespace detail

/// Shared or exclusive ownership by tasks, of one loop or of several; may be held across an await.
/// First come, first served: readers that come after a waiting writer wait behind it, so neither
/// side starves. Not recursive, also not shared: a writer may wait in between. Code outside tasks
/// can use try_lock(), try_lock_shared() and the unlocks.
class shared_mutex {
public:
  shared_mutex() = default;

  /// co_await m.lock(): waits until the task is the only owner.
  detail::shared_mutex_wait lock() noexcept { return {*this, false}; }
  bool try_lock() noexcept;
  /// Whether the task owns it within the time, as std::shared_timed_mutex has it.
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

  /// co_await m.lock_shared(): waits until no writer owns it or waits for it.
  detail::shared_mutex_wait lock_shared() noexcept { return {*this, true}; }
  bool try_lock_shared() noexcept;
  template <class Rep, class Period>
  task<bool> try_lock_shared_for(const std::chrono::duration<Rep, Period> &d) {
    return try_lock_shared_ns(detail::to_ns(d));
  }
  template <class Clock, class Duration>
  task<bool> try_lock_shared_until(const std::chrono::time_point<Clock, Duration> &when) {
    return try_lock_shared_ns(detail::ns_until(when));
  }
  void unlock_shared() noexcept;

  /// Owns it until the end of the scope: `auto lock = co_await m.scoped_lock();`.
  task<exclusive_lock> scoped_lock();
  task<shared_lock> scoped_lock_shared();

private:
  friend detail::shared_mutex_wait;
  friend detail::timed_shared_mutex_wait;
  friend exclusive_lock;
  friend shared_lock;
  task<bool> try_lock_ns(std::int64_t ns);
  task<bool> try_lock_shared_ns(std::int64_t ns);
  bool take(bool shared) noexcept;
  void admit() noexcept;

  detail::wait_list waiters_;
  std::size_t readers_ = 0;
  bool written_ = false;
};

} // namespace coax
