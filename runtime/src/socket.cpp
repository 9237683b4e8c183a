// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "faults.h"
#include "kept_errno.h"
#include "message_parts.h"
#include "retry.h"

#include <algorithm>
#include <coax/descriptor_owner.hpp>
#include <coax/socket.hpp>

namespace coax {

using detail::direction;
using detail::fd_wait;
using detail::incoming;
using detail::injected;
using detail::instant;
using detail::message_parts;
using detail::outgoing;
using detail::retry;
using detail::transfer_call;
using testing::operation;

task<int> detail::wait_once(int fd, direction way, instant &deadline) {
  blocking_wait wait(fd, way.events, way.timeout_option, deadline);
  co_await wait;
  co_return wait.outcome();
}

namespace {

/// accept4 that returns EAGAIN instead of blocking. The flag is on the socket only during the call,
/// and only when a connection is there: it matters if another thread or process takes it first.
int accept_now(int fd, sockaddr *address, socklen_t *length, int flags) {
  if (!detail::is_ready(fd, POLLIN)) {
    errno = EAGAIN;
    return -1;
  }
  const int status = ::fcntl(fd, F_GETFL);
  const bool flip = status >= 0 && !(status & O_NONBLOCK);
  if (flip)
    ::fcntl(fd, F_SETFL, status | O_NONBLOCK);
  const int connection = ::accept4(fd, address, length, flags);
  const int error = errno;
  if (flip)
    ::fcntl(fd, F_SETFL, status);
  errno = error;
  return connection;
}

/// connect that returns EINPROGRESS instead of blocking; the flag is off again on return.
int connect_now(int fd, int status, const sockaddr *address, socklen_t length) {
  ::fcntl(fd, F_SETFL, status | O_NONBLOCK);
  const int result = ::connect(fd, address, length);
  const int error = errno;
  ::fcntl(fd, F_SETFL, status);
  errno = error;
  return result;
}

int pending_error(int fd) noexcept {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0 ? errno : error;
}

/// The end of a connect in progress: 0 or an errno value, `unfinished` when SO_SNDTIMEO expires,
/// which leaves it in progress. A socket that has neither connected nor failed is not writable, and
/// has no error to tell either. Source: socket(7), connect(2).
task<int> finish_connect(int fd, int unfinished) {
  detail::current_loop()->descriptors.renew(fd);
  const instant deadline = detail::socket_deadline(fd, SO_SNDTIMEO);
  do {
    fd_wait wait(fd, EPOLLOUT, deadline, detail::on_signal::interrupt_or_restart);
    co_await wait;
    if (wait.error())
      co_return wait.error() == ETIMEDOUT ? unfinished : wait.error();
  } while (!detail::is_ready(fd, POLLOUT));
  co_return pending_error(fd);
}

/// Whether a blocking recvmsg would go on until all of the buffers is full.
bool waits_for_all(int fd, int flags) noexcept {
  constexpr int ends_early = MSG_PEEK | MSG_OOB | MSG_ERRQUEUE | MSG_DONTWAIT;
  return (flags & MSG_WAITALL) && !(flags & ends_early) &&
         detail::socket_option(fd, SO_TYPE) == SOCK_STREAM;
}

/// recvmsg with MSG_WAITALL, of a stream. Control data comes from the first part that has some. On
/// a unix socket it ends the receive, as passed descriptors do in the original: what follows may be
/// of another sender, or bring more of them.
task<ssize_t> receive_all(int fd, msghdr *message, int flags) {
  message_parts parts(message->msg_iov, message->msg_iovlen);
  const bool is_unix = detail::socket_option(fd, SO_DOMAIN) == AF_UNIX;
  const std::size_t room = message->msg_controllen;
  msghdr rest = *message;
  bool has_control = false;
  instant deadline = 0;
  for (bool first = true;; first = false) {
    parts.describe(rest);
    rest.msg_controllen = has_control ? 0 : room;
    auto attempt = [&] { return ::recvmsg(fd, &rest, flags | MSG_DONTWAIT); };
    const ssize_t n = co_await retry(fd, incoming, true, attempt, &deadline);
    if (n < 0)
      co_return first ? -1 : parts.done();
    parts.advance(static_cast<std::size_t>(n));
    const bool brings_control = rest.msg_controllen || (rest.msg_flags & MSG_CTRUNC);
    if (!has_control) {
      message->msg_namelen = rest.msg_namelen;
      message->msg_controllen = rest.msg_controllen;
      message->msg_flags = rest.msg_flags;
    }
    has_control = has_control || brings_control;
    if (n == 0 || parts.empty() || (is_unix && brings_control))
      co_return parts.done();
  }
}

} // namespace

task<int> accept4(int fd, sockaddr *address, socklen_t *length, int flags) {
  const detail::kept_errno before;
  detail::turn_wait turn(false);
  co_await turn;
  if (const int made_up = injected(operation::accept, fd)) {
    errno = made_up;
    co_return -1;
  }
  descriptor_owner connection; // closed if the task is destroyed before it goes on
  auto attempt = [&] {
    connection = descriptor_owner(accept_now(fd, address, length, flags));
    return connection.fd();
  };
  for (instant deadline = 0;;) {
    if (attempt() < 0 && detail::would_block(errno)) {
      detail::attempt_wait wait(fd, incoming, deadline, attempt);
      co_await wait;
      if (wait.ends_early())
        continue;
      wait.result(); // its errno
    }
    detail::renew_descriptor(connection.fd());
    co_return before.unless_failed(connection.release());
  }
}

task<int> accept(int fd, sockaddr *address, socklen_t *length) {
  return coax::accept4(fd, address, length, 0);
}

namespace {

/// Repeats a connect to a unix socket whose backlog is full: the kernel says EAGAIN and reports no
/// event when there is room. A thread that waits could not be called back. The pauses grow to 16
/// ms. SO_SNDTIMEO ends it with EAGAIN.
task<int> connect_when_there_is_room(int fd, int status, const sockaddr *address,
                                     socklen_t length) {
  constexpr instant shortest = 250'000, longest = 16'000'000;
  const instant deadline = detail::socket_deadline(fd, SO_SNDTIMEO);
  for (instant pause = shortest;; pause = std::min(2 * pause, longest)) {
    const instant next = std::min(detail::after(pause), deadline);
    detail::time_wait wait(next, detail::on_signal::interrupt_or_restart);
    co_await wait;
    if (wait.interrupted()) {
      errno = EINTR;
      co_return -1;
    }
    const int result = connect_now(fd, status, address, length);
    if (result == 0 || errno != EAGAIN || next == deadline)
      co_return result;
  }
}

} // namespace

task<int> connect(int fd, const sockaddr *address, socklen_t length) {
  const detail::kept_errno before;
  detail::turn_wait turn(false);
  co_await turn;
  if (const int made_up = injected(operation::connect, fd)) {
    errno = made_up;
    co_return -1;
  }
  const int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0)
    co_return -1;
  int result = connect_now(fd, flags, address, length);
  if (result == 0 || (flags & O_NONBLOCK))
    co_return result;
  if (errno == EAGAIN && address->sa_family == AF_UNIX) {
    result = co_await connect_when_there_is_room(fd, flags, address, length);
    co_return before.unless_failed(result);
  }
  // A blocking connect goes on with one that a signal or a limit has ended: EALREADY.
  const int unfinished = errno;
  if (unfinished != EINPROGRESS && unfinished != EALREADY)
    co_return -1;
  const int error = co_await finish_connect(fd, unfinished);
  if (!error)
    co_return before.unless_failed(0);
  errno = error;
  co_return -1;
}

transfer_task recv(int fd, void *buffer, std::size_t size, int flags) {
  return recvfrom(fd, buffer, size, flags, nullptr, nullptr);
}

transfer_task recvfrom(int fd, void *buffer, std::size_t size, int flags, sockaddr *address,
                       socklen_t *length) {
  const int error = injected(operation::recv, fd, size, !(flags & MSG_DONTWAIT));
  auto *at = static_cast<char *>(buffer);
  return transfer_task(
      {transfer_call::kind::receive, error != 0, fd, flags, error, at, size, address, length});
}

task<ssize_t> recvmsg(int fd, msghdr *message, int flags) {
  if (detail::time_is_virtual()) [[unlikely]] {
    const std::size_t whole = detail::size_of(*message);
    std::size_t size = whole;
    if (const int made_up = injected(operation::recv, fd, size, !(flags & MSG_DONTWAIT)))
      return detail::end_with_errno(made_up);
    if (size < whole)
      return detail::receive_part(fd, message, flags, size);
  }
  if ((flags & MSG_WAITALL) && waits_for_all(fd, flags))
    return receive_all(fd, message, flags);
  auto attempt = [=] { return ::recvmsg(fd, message, flags | MSG_DONTWAIT); };
  return retry(fd, incoming, !(flags & MSG_DONTWAIT), attempt);
}

transfer_task send(int fd, const void *buffer, std::size_t size, int flags) {
  return sendto(fd, buffer, size, flags, nullptr, 0);
}

// The casts: what is sent is only read.
transfer_task sendto(int fd, const void *buffer, std::size_t size, int flags,
                     const sockaddr *address, socklen_t length) {
  const int error = injected(operation::send, fd, size, !(flags & MSG_DONTWAIT));
  auto *at = static_cast<char *>(const_cast<void *>(buffer));
  auto *peer = const_cast<sockaddr *>(address);
  return transfer_task(
      {transfer_call::kind::send, error != 0, fd, flags, error, at, size, peer, nullptr, length});
}

task<ssize_t> sendmsg(int fd, const msghdr *message, int flags) {
  message_parts parts(message->msg_iov, message->msg_iovlen);
  if (const int made_up =
          detail::injected_into(operation::send, fd, parts, !(flags & MSG_DONTWAIT))) {
    errno = made_up;
    co_return -1;
  }
  msghdr rest = *message;
  instant deadline = 0;
  for (bool first = true;; first = false) {
    parts.describe(rest);
    auto attempt = [&] { return ::sendmsg(fd, &rest, flags | MSG_DONTWAIT); };
    const ssize_t n = co_await retry(fd, outgoing, !(flags & MSG_DONTWAIT), attempt, &deadline);
    if (n < 0)
      co_return first ? -1 : parts.done();
    parts.advance(static_cast<std::size_t>(n));
    if (n == 0 || parts.empty() || (flags & MSG_DONTWAIT))
      co_return parts.done();
    rest.msg_control = nullptr; // sent with the first bytes
    rest.msg_controllen = 0;
  }
}

} // namespace coax
