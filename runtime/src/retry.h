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

/// Repeats attempt() until it is done, or fails with something else than EAGAIN: its result, or -1
/// and errno.
template <class Attempt>
task<ssize_t> retry(int fd, direction way, bool may_wait, Attempt attempt) {
  const kept_errno before;
  turn_wait turn(false);
  co_await turn;
  for (instant deadline = 0;;) {
    const ssize_t n = attempt();
    int error = n < 0 ? errno : 0;
    if (would_block(error) && may_wait) {
      blocking_wait wait(fd, way.events, way.timeout_option, deadline);
      co_await wait;
      error = wait.outcome();
    } else if (n >= 0) {
      co_return before.unless_failed(n);
    }
    if (error) {
      errno = error;
      co_return -1;
    }
  }
}

} // namespace coax::detail
