// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::shared_mutex for tasks: many readers or one writer.
#pragma once

#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <utility>

namespace coax {

class shared_mutex;
template <bool Shared> class shared_mutex_lock;
/// std::unique_lock<std::shared_mutex>.
using exclusive_lock = shared_mutex_lock<false>;
/// std::shared_lock<std::shared_mutex>.
using shared_lock = shared_mutex_lock<true>;

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
  friend shared_mutex;
  bool enter() noexcept override;
  void left() noexcept override;

  shared_mutex &mutex_;
  bool shared_;
  bool awaited_ = false;
};

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
  /// By the task that owns it. Any thread.
  void unlock() noexcept;

  /// co_await m.lock_shared(): waits until no writer owns it or waits for it.
  detail::shared_mutex_wait lock_shared() noexcept { return {*this, true}; }
  bool try_lock_shared() noexcept;
  void unlock_shared() noexcept;

  /// Owns it until the end of the scope: `auto lock = co_await m.scoped_lock();`.
  task<exclusive_lock> scoped_lock();
  task<shared_lock> scoped_lock_shared();

private:
  friend detail::shared_mutex_wait;
  bool take(bool shared) noexcept;
  void admit() noexcept;

  detail::wait_list waiters_;
  std::size_t readers_ = 0;
  bool written_ = false;
};

/// Owns a shared_mutex in one of the two ways. Movable.
template <bool Shared> class shared_mutex_lock {
public:
  shared_mutex_lock() noexcept = default;
  /// Takes over what the task owns already.
  explicit shared_mutex_lock(shared_mutex &owned) noexcept : mutex_(&owned) {}
  shared_mutex_lock(shared_mutex_lock &&other) noexcept
      : mutex_(std::exchange(other.mutex_, nullptr)) {}
  shared_mutex_lock &operator=(shared_mutex_lock &&other) noexcept {
    std::swap(mutex_, other.mutex_);
    return *this;
  }
  ~shared_mutex_lock() {
    if (mutex_)
      unlock();
  }

  /// Only while it owns. From then on it owns nothing.
  void unlock() noexcept {
    if constexpr (Shared)
      std::exchange(mutex_, nullptr)->unlock_shared();
    else
      std::exchange(mutex_, nullptr)->unlock();
  }
  bool owns_lock() const noexcept { return mutex_ != nullptr; }
  explicit operator bool() const noexcept { return owns_lock(); }
  /// What it owns, or null.
  shared_mutex *mutex() const noexcept { return mutex_; }

private:
  shared_mutex *mutex_ = nullptr;
};

} // namespace coax
