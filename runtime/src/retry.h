// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The heart of every socket operation: try without blocking, wait for readiness, try again.
#pragma once

#include "descriptor.h"
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

/// Repeats attempt() until it fails with something else than EAGAIN, or finish(n) of a result n >=
/// 0 says that the operation is complete. Yields the sum of the results, or -1 and errno if the
/// first one failed.
template <class Attempt, class Complete>
task<ssize_t> retry(int fd, direction way, bool may_wait, Attempt attempt, Complete complete) {
  turn_wait turn(false);
  co_await turn;
  ssize_t total = 0;
  instant deadline = 0;
  for (;;) {
    const ssize_t n = attempt();
    if (n >= 0) {
      total += n;
      if (complete(n))
        co_return total;
      continue;
    }
    int error = errno;
    if (would_block(error) && may_wait) {
      blocking_wait wait(fd, way.events, way.timeout_option, deadline);
      co_await wait;
      error = wait.outcome();
    }
    if (error) {
      errno = error;
      co_return total > 0 ? total : -1;
    }
  }
}

/// Complete at the first result.
inline constexpr auto at_once = [](ssize_t) { return true; };

} // namespace coax::detail
