// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A queue of strands that wait for the same thing. The primitives in mutex.hpp and its neighbours are
// each a little state and one of these. Strands of several loops may wait in one list, and any
// thread may wake them.
#pragma once

#include <atomic>
#include <coax/detail/leaf.hpp>
#include <thread>

namespace coax::detail {

/// Held for a few instructions only.
class spinlock {
public:
  void lock() noexcept {
    while (held_.test_and_set(std::memory_order_acquire))
      std::this_thread::yield();
  }
  void unlock() noexcept { held_.clear(std::memory_order_release); }

  class scope {
  public:
    explicit scope(spinlock &held) noexcept : held_(held) { held_.lock(); }
    scope(const scope &) = delete;
    scope &operator=(const scope &) = delete;
    ~scope() { held_.unlock(); }

  private:
    spinlock &held_;
  };

private:
  std::atomic_flag held_;
};

class list_wait;

/// First in, first out. Everything but `guard` is used with the guard held, which also protects the
/// state of the primitive that owns the list.
class wait_list {
public:
  wait_list() = default;
  wait_list(const wait_list &) = delete;
  wait_list &operator=(const wait_list &) = delete;

  bool empty() const noexcept { return !first_; }
  /// The longest waiting strand, or null.
  list_wait *front() const noexcept { return first_; }
  /// Wakes the longest waiting strand; false when there is none.
  bool wake_one() noexcept;
  void wake_all() noexcept {
    while (wake_one()) {
    }
  }

  spinlock guard;

private:
  friend class list_wait;
  void append(list_wait &w) noexcept;
  void remove(list_wait &w) noexcept;

  list_wait *first_ = nullptr;
  list_wait *last_ = nullptr;
};

/// Waits in a list until woken, unless enter() says that there is no need to.
class list_wait : public leaf<list_wait> {
public:
  explicit list_wait(wait_list &list) noexcept : list_(list) {}
  bool arm() noexcept;
  void disarm() noexcept;
  /// It is to go on also in a task that is being cancelled.
  void shield() noexcept { shielded_ = true; }
  bool shares() const noexcept { return shares_; }
  /// The thread that woke the strand may still hold the guard. It lets go before the strand goes on,
  /// which may then destroy what owns the list.
  void await_resume() {
    if (waited_) {
      list_.guard.lock();
      list_.guard.unlock();
    }
    leaf::await_resume();
  }

protected:
  /// One that overrides left() or is given something in the list calls drop() in its own destructor.
  ~list_wait() { drop(); }
  void cancel() noexcept override;
  wait_list &list() const noexcept { return list_; }
  /// Whether it had to; else the strand at most lets others run.
  bool waited() const noexcept { return waited_; }
  /// Leaves the list; false when a wake is already on its way. Takes the guard.
  bool withdraw() noexcept;

private:
  friend class wait_list;
  /// Takes what is waited for if it is there. Guard held.
  virtual bool enter() noexcept = 0;
  /// It was taken out of the list without having been woken. Guard held.
  virtual void left() noexcept {}

  wait_list &list_;
  list_wait *previous_ = nullptr;
  list_wait *next_ = nullptr;
  bool listed_ = false;
  bool waited_ = false;

protected:
  bool shares_ = false; ///< for a list that has two kinds of waits
};

} // namespace coax::detail
