// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"
#include "retry.h"

#include <algorithm>
#include <coax/detail/transfer.hpp>
#include <sys/socket.h>

namespace coax {

namespace detail {

namespace {
const direction &way_of(const transfer_call &call) noexcept {
  return call.what == transfer_call::kind::receive ? incoming : outgoing;
}

bool has_type(int fd, int wanted) noexcept {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == wanted;
}

template <class Task> task<ssize_t> in_frame(transfer_call call) {
  Task wait(call);
  const ssize_t n = co_await std::move(wait);
  co_return n;
}
} // namespace

// MSG_WAITALL "has no effect for datagram sockets": recv(2). Nor has it for seqpacket, whose
// messages end a receive too.
bool transfer_call::wants_all() noexcept {
  if (what == kind::send)
    return !(flags & MSG_DONTWAIT);
  if (!(flags & MSG_WAITALL) || (flags & (MSG_PEEK | MSG_OOB | MSG_ERRQUEUE)))
    return false;
  return is_stream || (is_stream = has_type(fd, SOCK_STREAM));
}

bool transfer_call::is_complete_after(ssize_t n) noexcept {
  return n == 0 || left == 0 || !wants_all();
}

ssize_t transfer_call::move_once(poller &descriptors) noexcept {
  if (what == kind::send)
    return ::sendto(fd, at, left, flags | MSG_DONTWAIT, peer, peer_size);
  const bool plain = left != 0 && !(flags & (MSG_DONTWAIT | MSG_OOB | MSG_ERRQUEUE));
  if (plain && descriptors.is_drained(fd)) {
    errno = EAGAIN;
    return -1;
  }
  const ssize_t n = ::recvfrom(fd, at, left, flags | MSG_DONTWAIT, peer, peer_space);
  if (n > 0 && static_cast<std::size_t>(n) < left && !(flags & MSG_PEEK))
    descriptors.note_drained(fd);
  return n;
}

bool transfer_call::try_now(poller &descriptors) noexcept {
  while (!complete) {
    const ssize_t n = move_once(descriptors);
    if (n < 0) {
      if (would_block(errno) && !(flags & MSG_DONTWAIT))
        return false;
      error = errno;
      return complete = true;
    }
    const std::size_t step = std::min(static_cast<std::size_t>(n), left); // MSG_TRUNC says more
    at += step;
    left -= step;
    moved += n;
    complete = is_complete_after(n);
  }
  return true;
}

transfer_wait::transfer_wait(const transfer_call &call) noexcept
    : blocking_wait(call.fd, way_of(call).events, way_of(call).timeout_option, deadline_),
      call_(call) {}

bool transfer_wait::try_now(strand &by) noexcept { return call_.try_now(by.home().descriptors); }

bool transfer_wait::ends_turn(strand &by) noexcept {
  if (!by.home().spend_budget())
    return false;
  by.home().push(&by);
  return true;
}

bool transfer_wait::ready(std::uint32_t events) noexcept {
  return call_.try_now(home().descriptors) && fd_wait::ready(events);
}

void transfer_wait::lost(int error) noexcept {
  call_.error = error;
  call_.complete = true;
  fd_wait::lost(error);
}

ssize_t transfer_wait::await_resume() {
  leaf::await_resume();
  const int error = call_.error ? call_.error : outcome();
  const bool failed = error != 0 && call_.moved <= 0;
  errno = failed ? error : error_number_;
  return failed ? -1 : call_.moved;
}

} // namespace detail

std::coroutine_handle<task<ssize_t>::promise_type> transfer_task::make_frame(frameless &of) {
  return detail::in_frame<transfer_task>(static_cast<transfer_task &>(of).call_).release();
}

std::coroutine_handle<task<ssize_t>::promise_type> descriptor_task::make_frame(frameless &of) {
  return detail::in_frame<descriptor_task>(static_cast<descriptor_task &>(of).call_).release();
}

} // namespace coax
