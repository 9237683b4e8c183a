// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The awaitables inside the runtime's own operations: a time, a turn of the loop, and
// (descriptor_wait.hpp) a descriptor.
#pragma once

#include "loop.h"

#include <coax/detail/descriptor_wait.hpp>
#include <coax/detail/leaf.hpp>

namespace coax::detail {

/// Waits until `deadline`.
class time_wait final : public leaf<time_wait> {
public:
  explicit time_wait(instant deadline, on_signal policy = on_signal::ignore) noexcept
      : deadline_(deadline), policy_(policy) {}
  ~time_wait() { drop(); }

  bool arm() {
    home().timers.arm(*this, deadline_);
    return true;
  }
  void disarm() noexcept { home().timers.disarm(*this); }
  bool interrupted() const noexcept { return interrupted_; }

private:
  void expire() noexcept override { wake(); }
  const char *what() const noexcept override { return "timer"; }
  void interrupt(bool restarts) noexcept override {
    if (policy_ == on_signal::ignore || (policy_ == on_signal::interrupt_or_restart && restarts))
      return;
    disarm();
    interrupted_ = true;
    wake();
  }

  instant deadline_;
  on_signal policy_;
  bool interrupted_ = false;
};

/// Puts the strand at the end of the ready queue: always, or when it has spent its turn.
class turn_wait final : public leaf<turn_wait> {
public:
  explicit turn_wait(bool always) noexcept : always_(always) {}
  ~turn_wait() { drop(); }
  bool arm() noexcept;
  void disarm() noexcept {}

private:
  void cancel() noexcept override {}
  const char *what() const noexcept override { return "turn"; }
  bool always_;
};

} // namespace coax::detail
