// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Waiting for a file descriptor: in the list that the loop's poller keeps of it, with a limit.
#pragma once

#include <coax/detail/instant.hpp>
#include <coax/detail/leaf.hpp>
#include <cstdint>

namespace coax::detail {

class poller;
class verification_queue;

/// Someone who waits for a descriptor; linked into the list of that descriptor, and into a queue of
/// waits to verify while it is not known whether the descriptor is still the one that was watched.
class fd_waiter {
public:
  fd_waiter(int fd, std::uint32_t events) noexcept : fd_(fd), events_(events) {}
  int fd() const noexcept { return fd_; }

protected:
  ~fd_waiter() = default;

private:
  friend class poller;
  friend class verification_queue;
  /// Events have come; it has been removed from the list. False: it goes on waiting, for the next
  /// ones. Runs nothing of the user's.
  virtual bool ready(std::uint32_t events) noexcept = 0;
  /// The descriptor is about to be closed, or can no longer be watched, for the reason `error`. It
  /// has been removed from the list.
  virtual void lost(int error) noexcept = 0;
  /// The wait has lasted for a while: the time to ask what is too costly to ask for short ones.
  /// False if the answer has changed the wait: the next one on this descriptor is to be asked as
  /// soon.
  virtual bool lasts() noexcept { return true; }

  int fd_;
  std::uint32_t events_;
  fd_waiter *previous_ = nullptr, *next_ = nullptr; ///< of the descriptor; no previous: in no list
  fd_waiter *before_ = nullptr, *after_ = nullptr; ///< in `queue_`
  verification_queue *queue_ = nullptr;            ///< null: nothing to verify
  instant verify_at_ = never;
};

/// What a signal handler does to a wait. Source: signal(7), "Interruption of system calls".
enum class on_signal : unsigned char {
  ignore,               ///< the call is not interrupted
  interrupt,            ///< EINTR whatever SA_RESTART says: sleeps, poll, select
  interrupt_or_restart, ///< EINTR unless the handlers were installed with SA_RESTART
};

/// Waits until a descriptor is ready for some of `events` (EPOLLIN, EPOLLOUT, EPOLLPRI), hung up or
/// in error, or until `deadline`.
class fd_wait : public leaf<fd_wait>, private fd_waiter {
public:
  fd_wait(int fd, std::uint32_t events, instant deadline = never,
          on_signal policy = on_signal::interrupt_or_restart) noexcept
      : fd_waiter(fd, events), deadline_(deadline), policy_(policy) {}
  ~fd_wait() { drop(); }

  bool arm() noexcept;
  void disarm() noexcept;

  /// 0 when ready; ETIMEDOUT, EINTR, EAGAIN; EPERM for a file that is always ready; EBADF; ENOMEM.
  int error() const noexcept { return error_; }

protected:
  using fd_waiter::fd;
  /// Called at once or when the wait has lasted, and again when it has gone on after an event: 0,
  /// or an errno value to end it with.
  virtual int check() noexcept { return 0; }
  /// 0, or ENOMEM.
  int limit(instant deadline, on_signal policy) noexcept;
  bool ready(std::uint32_t events) noexcept override;
  void lost(int error) noexcept override;

private:
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
class blocking_wait : public fd_wait {
public:
  blocking_wait(int fd, std::uint32_t events, int timeout_option, instant &deadline) noexcept
      : fd_wait(fd, events), call_deadline_(deadline), timeout_option_(timeout_option) {}

  /// 0 when the call is to be tried again, else the errno to fail with. The timeout is reported as
  /// EAGAIN: socket(7), SO_RCVTIMEO.
  int outcome() const noexcept;

private:
  int check() noexcept override;

  instant &call_deadline_;
  int timeout_option_;
};

} // namespace coax::detail
