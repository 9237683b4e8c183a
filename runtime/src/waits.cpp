// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "waits.h"

#include <cerrno>

namespace coax::detail {

bool fd_wait::arm() {
  error_ = home().descriptors.add(*this);
  if (error_)
    return false;
  if (deadline_ != never)
    home().timers.arm(*this, deadline_);
  return true;
}

void fd_wait::disarm() noexcept {
  home().descriptors.remove(*this);
  home().timers.disarm(*this);
}

void fd_wait::ready(std::uint32_t) noexcept {
  home().timers.disarm(*this);
  wake();
}

void fd_wait::expire() noexcept {
  home().descriptors.remove(*this);
  error_ = ETIMEDOUT;
  wake();
}

void fd_wait::interrupt(bool restarts) noexcept {
  if (policy_ == on_signal::ignore || (policy_ == on_signal::interrupt_or_restart && restarts))
    return;
  disarm();
  error_ = EINTR;
  wake();
}

bool turn_wait::arm() noexcept {
  if (!always_ && !home().spend_budget())
    return false;
  wake();
  return true;
}

} // namespace coax::detail
