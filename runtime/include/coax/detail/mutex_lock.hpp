// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::unique_lock and std::shared_lock for the mutexes of tasks.
#pragma once

#include <chrono>
#include <coax/task.hpp>
#include <coax/time.hpp>
#include <cstdint>
#include <mutex>
#include <utility>

namespace coax {

using std::adopt_lock;
using std::adopt_lock_t;
using std::defer_lock;
using std::defer_lock_t;
using std::try_to_lock;
using std::try_to_lock_t;

namespace detail {
/// std::system_error with operation_not_permitted: `what` needs a mutex, or one that is owned.
[[noreturn]] void throw_lock_without_ownership(const char *what);
/// std::system_error with resource_deadlock_would_occur.
[[noreturn]] void throw_lock_owned_already(const char *what);
} // namespace detail

/// Owns a Mutex, or (Shared) a share of it, until it is destroyed; may also own nothing. With the
/// members and the failures of std::unique_lock and std::shared_lock; what waits is awaited, and a
/// lock without a tag is `co_await m.scoped_lock()`.
template <class Mutex, bool Shared> class mutex_lock {
public:
  using mutex_type = Mutex;

  mutex_lock() noexcept = default;
  mutex_lock(Mutex &m, defer_lock_t) noexcept : mutex_(&m) {}
  /// Takes over what the task owns already.
  mutex_lock(Mutex &m, adopt_lock_t) noexcept : mutex_(&m), owns_(true) {}
  mutex_lock(Mutex &m, try_to_lock_t) noexcept : mutex_(&m), owns_(try_now()) {}
  mutex_lock(mutex_lock &&other) noexcept
      : mutex_(std::exchange(other.mutex_, nullptr)), owns_(std::exchange(other.owns_, false)) {}
  /// Unlocks what it owned.
  mutex_lock &operator=(mutex_lock &&other) noexcept {
    mutex_lock(std::move(other)).swap(*this);
    return *this;
  }
  ~mutex_lock() {
    if (owns_)
      unlock_owned();
  }

  /// co_await l.lock().
  task<void> lock() {
    check_lockable("lock");
    if constexpr (Shared)
      co_await mutex_->lock_shared();
    else
      co_await mutex_->lock();
    owns_ = true;
  }
  /// The same, also in a task that is being cancelled.
  task<void> lock_shielded() requires(!Shared) {
    check_lockable("lock_shielded");
    auto wait = mutex_->lock();
    wait.shield();
    co_await wait;
    owns_ = true;
  }
  bool try_lock() {
    check_lockable("try_lock");
    return owns_ = try_now();
  }
  /// co_await: whether it owns the mutex within the time.
  template <class Rep, class Period>
  task<bool> try_lock_for(const std::chrono::duration<Rep, Period> &d) {
    return try_lock_ns(detail::to_ns(d));
  }
  template <class Clock, class Duration>
  task<bool> try_lock_until(const std::chrono::time_point<Clock, Duration> &when) {
    return try_lock_ns(detail::ns_until(when));
  }
  void unlock() {
    if (!owns_)
      detail::throw_lock_without_ownership("unlock");
    unlock_owned();
  }

  void swap(mutex_lock &other) noexcept {
    std::swap(mutex_, other.mutex_);
    std::swap(owns_, other.owns_);
  }
  /// Forgets the mutex, which stays locked if it was owned.
  Mutex *release() noexcept {
    owns_ = false;
    return std::exchange(mutex_, nullptr);
  }
  bool owns_lock() const noexcept { return owns_; }
  explicit operator bool() const noexcept { return owns_; }
  /// Owned or not; null after a move or release().
  Mutex *mutex() const noexcept { return mutex_; }

private:
  void check_lockable(const char *what) const {
    if (!mutex_)
      detail::throw_lock_without_ownership(what);
    if (owns_)
      detail::throw_lock_owned_already(what);
  }
  bool try_now() noexcept {
    if constexpr (Shared)
      return mutex_->try_lock_shared();
    else
      return mutex_->try_lock();
  }
  task<bool> try_lock_ns(std::int64_t ns) {
    check_lockable("try_lock_for");
    if constexpr (Shared)
      owns_ = co_await mutex_->try_lock_shared_ns(ns);
    else
      owns_ = co_await mutex_->try_lock_ns(ns);
    co_return owns_;
  }
  void unlock_owned() noexcept {
    owns_ = false;
    if constexpr (Shared)
      mutex_->unlock_shared();
    else
      mutex_->unlock();
  }

  Mutex *mutex_ = nullptr;
  bool owns_ = false;
};

template <class Mutex, bool Shared>
void swap(mutex_lock<Mutex, Shared> &a, mutex_lock<Mutex, Shared> &b) noexcept {
  a.swap(b);
}

} // namespace coax
