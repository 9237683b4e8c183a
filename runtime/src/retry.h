// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The heart of every socket operation: try without blocking, wait for readiness, try again.
#pragma once

#include "descriptor.h"
#include "kept_errno.h"
#include "waits.h"

#include <coax/task.hpp>
#include <sys/epoll.h>
#include <sys/types.h>

namespace coax::detail {

/// Which way an operation goes: what to wait for, and the socket option that limits the wait.
struct direction {
  std::uint32_t events;
  int timeout_option;
};
inline constexpr direction incoming{EPOLLIN, SO_RCVTIMEO};
inline constexpr direction outgoing{EPOLLOUT, SO_SNDTIMEO};

/// Waits once. 0 when the operation is to be tried again, else the errno to fail with; `deadline`
/// is 0 before the first wait of an operation.
task<int> wait_once(int fd, direction way, instant &deadline);

/// Has the loop repeat attempt() whenever the descriptor gets ready, and waits until it has an end:
/// who gets nothing keeps its place among those that wait.
template <class Attempt> class attempt_wait final : public blocking_wait {
public:
  attempt_wait(int fd, direction way, instant &deadline, Attempt &attempt) noexcept
      : blocking_wait(fd, way.events, way.timeout_option, deadline), attempt_(attempt) {}

  /// Whether it is to be tried once more: the descriptor has been lost meanwhile.
  bool ends_early() const noexcept { return !outcome() && would_block(error_number_); }
  /// What attempt() has returned, or -1 and errno.
  ssize_t result() const noexcept {
    const int error = outcome() ? outcome() : error_number_;
    if (!error)
      return result_;
    errno = error;
    return -1;
  }

private:
  bool ready(std::uint32_t events) noexcept override {
    result_ = attempt_();
    error_number_ = result_ < 0 ? errno : 0;
    return !would_block(error_number_) && blocking_wait::ready(events);
  }

  Attempt &attempt_;
  ssize_t result_ = -1;
  int error_number_ = EAGAIN;
};

/// Repeats attempt() until it is done, or fails with something else than EAGAIN: its result, or -1
/// and errno. `deadline`: that of a call of which it is a part, 0 before the first.
template <class Attempt>
task<ssize_t> retry(int fd, direction way, bool may_wait, Attempt attempt,
                    instant *deadline = nullptr) {
  const kept_errno before;
  turn_wait turn(false);
  co_await turn;
  for (instant own = 0;;) {
    const ssize_t n = attempt();
    if (n >= 0 || !would_block(errno) || !may_wait)
      co_return before.unless_failed(n);
    attempt_wait wait(fd, way, deadline ? *deadline : own, attempt);
    co_await wait;
    if (!wait.ends_early())
      co_return before.unless_failed(wait.result());
  }
}

} // namespace coax::detail
