// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The common part of everything a strand can wait for: timers, descriptors, other threads, strands.
#pragma once

#include <cerrno>
#include <coax/detail/promise.hpp>
#include <coax/error.hpp>

namespace coax::detail {

/// An awaitable that arms something and is woken by it. `Derived` has
///   bool arm()       start; false: nothing to wait for, go on at once. What it throws comes out of
///                    the await; nothing is armed then
///   void disarm()    undo arm() before it led to a wake
/// and calls drop() in its destructor, for frames destroyed while they wait. It may override
/// cancel(), which by default disarms and throws cancelled out of the await.
template <class Derived> class leaf : public awaitable, protected suspension {
public:
  leaf() = default;
  leaf(const leaf &) = delete;
  leaf &operator=(const leaf &) = delete;

  bool await_ready() const noexcept { return false; }

  template <class Promise, bool Checked = checks_threads>
  bool await_suspend(std::coroutine_handle<Promise> frame) {
    owner_ = frame.promise().owner;
    keep_errno();
    if constexpr (Checked)
      check_run_by_loop(frame.promise());
    if (!owner_) [[unlikely]]
      throw_not_started(frame.promise());
    if (owner_->cancel_requested && !shielded_) {
      cancelled_ = true;
      return false;
    }
    owner_->suspend(this);
    if (arm_or_go_on())
      return true;
    owner_->waiting = nullptr;
    return ends_turn(*owner_);
  }

  /// errno is that of the task, whatever other tasks did meanwhile.
  void await_resume() const {
    if (error_number_ != not_kept)
      errno = error_number_;
    if (cancelled_)
      throw cancelled();
  }

protected:
  ~leaf() = default;

  /// For one that is armed before it is awaited.
  explicit leaf(strand *owner) noexcept : owner_(owner) {}

  strand &owner() const noexcept { return *owner_; }
  loop &home() const noexcept { return owner_->home(); }
  void wake() noexcept { owner_->wake(); }
  bool suspended() const noexcept { return owner_ && owner_->waiting == this; }
  bool was_cancelled() const noexcept { return cancelled_; }
  void drop() noexcept {
    if (suspended())
      self().disarm();
  }

  /// Ends the wait, already disarmed, with coax::cancelled.
  void wake_cancelled() noexcept {
    cancelled_ = true;
    wake();
  }

  void cancel() noexcept override {
    if (shielded_)
      return;
    self().disarm();
    wake_cancelled();
  }

private:
  Derived &self() noexcept { return static_cast<Derived &>(*this); }

  /// Linux's end at 133: a byte is enough, where a million sleepers have one each.
  void keep_errno() noexcept {
    const int number = errno;
    error_number_ =
        number >= 0 && number < not_kept ? static_cast<unsigned char>(number) : not_kept;
  }

  /// The strand must not be found waiting for what could not be armed.
  bool arm_or_go_on() {
    if constexpr (noexcept(self().arm())) {
      return self().arm();
    } else {
      try {
        return self().arm();
      } catch (...) {
        owner_->waiting = nullptr;
        throw;
      }
    }
  }

protected:
  bool shielded_ : 1 = false; ///< goes on in a task that is being cancelled

private:
  bool cancelled_ : 1 = false;
  static constexpr unsigned char not_kept = 255;
  unsigned char error_number_ = not_kept; ///< errno as the wait began, if it did
  strand *owner_ = nullptr;
};

/// Waits for nothing: for an operation that has nothing to do, which is cancelled and lets others
/// run like each other.
class step_wait final : public leaf<step_wait> {
public:
  /// `shielded`: what follows is done in a task that is being cancelled too.
  explicit step_wait(bool shielded = false) noexcept { shielded_ = shielded; }
  bool arm() noexcept { return false; }
  void disarm() noexcept {}
};

} // namespace coax::detail
