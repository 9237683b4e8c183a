// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The awaitables inside the runtime's own operations: a time, a descriptor, a turn of the loop.
#pragma once

#include "loop.h"

#include <cerrno>
#include <coax/detail/leaf.hpp>

namespace coax::detail {

/// What a signal handler does to a wait. Source: signal(7), "Interruption of system calls".
enum class on_signal : unsigned char {
  ignore,               ///< the call is not interrupted
  interrupt,            ///< EINTR whatever SA_RESTART says: sleeps, poll, select
  interrupt_or_restart, ///< EINTR unless the handlers were installed with SA_RESTART
};

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
  void interrupt(bool) noexcept override {
    if (policy_ == on_signal::ignore)
      return;
    disarm();
    interrupted_ = true;
    wake();
  }

  instant deadline_;
  on_signal policy_;
  bool interrupted_ = false;
};

/// Waits until a descriptor is ready for some of `events` (EPOLLIN, EPOLLOUT, EPOLLPRI), hung up or
/// in error, or until `deadline`.
class fd_wait : public leaf<fd_wait>, private fd_waiter {
public:
  fd_wait(int fd, std::uint32_t events, instant deadline = never,
          on_signal policy = on_signal::interrupt_or_restart) noexcept
      : fd_waiter(fd, events), deadline_(deadline), policy_(policy) {}
  ~fd_wait() { drop(); }

  bool arm();
  void disarm() noexcept;

  /// 0 when ready; ETIMEDOUT, EINTR, EAGAIN; EPERM for a file that is always ready; EBADF.
  int error() const noexcept { return error_; }

protected:
  using fd_waiter::fd;
  /// Called once a wait, at once or when it has lasted: 0, or an errno value to end it with.
  virtual int check() noexcept { return 0; }
  void limit(instant deadline, on_signal policy) noexcept;

private:
  void ready(std::uint32_t events) noexcept override;
  bool lasts() noexcept override;
  const char *what() const noexcept override { return "descriptor"; }
  void expire() noexcept override;
  void interrupt(bool restarts) noexcept override;

  instant deadline_;
  on_signal policy_;
  int error_ = 0;
};

/// The wait of a blocking call on a socket or stream: EAGAIN if the program made the descriptor
/// non-blocking, and after SO_RCVTIMEO or SO_SNDTIMEO (`timeout_option`). `deadline` is that of the
/// whole call: 0 until the limit is known.
class blocking_wait final : public fd_wait {
public:
  blocking_wait(int fd, std::uint32_t events, int timeout_option, instant &deadline) noexcept
      : fd_wait(fd, events), call_deadline_(deadline), timeout_option_(timeout_option) {}

  /// 0 when the call is to be tried again, else the errno to fail with. The timeout is reported as
  /// EAGAIN: socket(7), SO_RCVTIMEO.
  int outcome() const noexcept { return error() == ETIMEDOUT ? EAGAIN : error(); }

private:
  int check() noexcept override;

  instant &call_deadline_;
  int timeout_option_;
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
