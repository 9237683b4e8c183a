// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "waits.h"

#include "descriptor.h"
#include <cerrno>
#include <new>

namespace coax::detail {

bool fd_wait::arm() noexcept {
  error_ = home().descriptors.add(*this);
  if (error_)
    return false;
  if (deadline_ != never)
    error_ = limit(deadline_, policy_);
  if (!error_ && !poller::unverified(*this)) {
    error_ = check();
    home().descriptors.note_calm(*this, !error_ && !armed());
  }
  if (error_)
    disarm();
  return error_ == 0;
}

int fd_wait::limit(instant deadline, on_signal policy) noexcept {
  try {
    home().timers.arm(*this, deadline);
  } catch (const std::bad_alloc &) {
    return ENOMEM;
  }
  policy_ = policy;
  return 0;
}

bool fd_wait::lasts() noexcept {
  error_ = check();
  if (!error_)
    return !armed();
  disarm();
  wake();
  return false;
}

int blocking_wait::outcome() const noexcept { return error() == ETIMEDOUT ? EAGAIN : error(); }

// Asked again when it has gone on after an event; its limit is armed by then.
int blocking_wait::check() noexcept {
  const int flags = ::fcntl(fd(), F_GETFL);
  if (flags < 0 || (flags & O_NONBLOCK))
    return flags < 0 ? errno : EAGAIN;
  if (call_deadline_ == 0)
    call_deadline_ = socket_deadline(fd(), timeout_option_);
  if (call_deadline_ == never || armed())
    return 0;
  return limit(call_deadline_, on_signal::interrupt);
}

void fd_wait::disarm() noexcept {
  home().descriptors.remove(*this);
  home().timers.disarm(*this);
}

bool fd_wait::ready(std::uint32_t) noexcept {
  home().timers.disarm(*this);
  wake();
  return true;
}

// The next attempt of what waits finds out why.
void fd_wait::lost(int) noexcept {
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

void end_turn(strand &of) noexcept {
  of.home().renew_steps();
  of.home().push(&of);
}

bool turn_wait::arm() noexcept {
  if (!always_ && !home().spend_budget())
    return false;
  owner().waiting = nullptr;
  home().push(&owner());
  return true;
}

} // namespace coax::detail
