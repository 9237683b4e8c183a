// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// read and write on whatever a descriptor turns out to be. Sockets have MSG_DONTWAIT; files and,
// from Linux 6.5, pipes have RWF_NOWAIT; for the rest poll(2) tells whether a call would block.
#include "faults.h"
#include "file_operation.h"
#include "message_parts.h"
#include "retry.h"

#include <climits>
#include <coax/file.hpp>
#include <coax/offload.hpp>
#include <poll.h>
#include <unistd.h>

namespace coax {

using detail::instant;
using detail::message_parts;

namespace {

bool is_ready(int fd, short events) noexcept {
  pollfd one{fd, events, 0};
  return ::poll(&one, 1, 0) != 0;
}

ssize_t fail(int error) noexcept {
  errno = error;
  return -1;
}

bool unsupported(int error) noexcept { return error == EOPNOTSUPP || error == ENOSYS; }

/// readv that gives EAGAIN instead of blocking.
ssize_t read_now(int fd, message_parts &parts) noexcept {
  msghdr message{};
  parts.describe(message);
  ssize_t n = ::recvmsg(fd, &message, MSG_DONTWAIT);
  if (n >= 0 || errno != ENOTSOCK)
    return n;
  n = ::preadv2(fd, parts.data(), parts.count(), -1, RWF_NOWAIT);
  if (n >= 0 || !unsupported(errno))
    return n;
  if (detail::is_on_disk(fd) || !is_ready(fd, POLLIN))
    return fail(EAGAIN);
  return ::readv(fd, parts.data(), parts.count());
}

/// How much a terminal, a pipe or a device takes without blocking once poll says it is writable.
/// Source: pipe(7), PIPE_BUF; the terminal driver reports room for 256 bytes.
std::size_t sure_to_fit(int fd, std::size_t wanted) noexcept {
  const std::size_t room = ::isatty(fd) ? 256 : PIPE_BUF;
  return wanted < room ? wanted : room;
}

/// writev that gives EAGAIN instead of blocking; may write less than everything.
ssize_t write_now(int fd, message_parts &parts) noexcept {
  msghdr message{};
  parts.describe(message);
  ssize_t n = ::sendmsg(fd, &message, MSG_DONTWAIT);
  if (n >= 0 || errno != ENOTSOCK)
    return n;
  n = ::pwritev2(fd, parts.data(), parts.count(), -1, RWF_NOWAIT);
  if (n >= 0 || !unsupported(errno))
    return n;
  if (detail::is_on_disk(fd) || !is_ready(fd, POLLOUT))
    return fail(EAGAIN);
  return ::write(fd, parts.data()->iov_base, sure_to_fit(fd, parts.data()->iov_len));
}

testing::operation kind_of(const detail::direction &way) noexcept {
  return way.events == detail::incoming.events ? testing::operation::read
                                               : testing::operation::write;
}

/// The rest of a transfer of a file that has to wait for the disk.
template <class Call>
task<ssize_t> transfer_file(int fd, message_parts &parts, io_uring_op what, Call call) {
  constexpr auto at_file_position = static_cast<std::uint64_t>(-1);
  const io_uring_sqe request =
      detail::request_of(what, fd, parts.data(), parts.count(), at_file_position);
  auto blocking = [&] { return call(fd, parts.data(), parts.count()); };
  const ssize_t n = co_await detail::file_operation(request, blocking);
  if (n > 0)
    parts.advance(static_cast<std::size_t>(n));
  co_return n;
}

/// Moves data until done(n) of the last result says enough, or a failure, or the end.
template <class Now, class Blocking, class Enough>
task<ssize_t> transfer(int fd, detail::direction way, const iovec *from, int count, Now now,
                       Blocking blocking, Enough enough) {
  detail::turn_wait turn(false);
  co_await turn;
  if (count < 0 || count > IOV_MAX)
    co_return fail(EINVAL);
  message_parts parts(from, static_cast<std::size_t>(count));
  if (parts.empty())
    co_return blocking(fd, from, count);
  if (const int made_up = detail::injected_into(kind_of(way), fd, parts, true))
    co_return fail(made_up);
  for (instant deadline = 0;;) {
    ssize_t n = now(fd, parts);
    int error = n < 0 ? errno : 0;
    if (n > 0)
      parts.advance(static_cast<std::size_t>(n));
    if (detail::would_block(error)) {
      if (detail::is_on_disk(fd)) {
        const bool reads = way.events == detail::incoming.events;
        n = co_await transfer_file(fd, parts, reads ? IORING_OP_READV : IORING_OP_WRITEV, blocking);
        error = n < 0 ? errno : 0;
      } else {
        error = co_await detail::wait_once(fd, way, deadline);
        n = 1;
      }
    }
    if (error) {
      errno = error;
      co_return parts.done() > 0 ? parts.done() : -1;
    }
    if (n == 0 || parts.empty() || enough(parts))
      co_return parts.done();
  }
}

} // namespace

// What there is, except that a file on disk is read to the end of the buffer or of the file.
task<ssize_t> readv(int fd, const iovec *parts, int count) {
  auto enough = [fd](const message_parts &p) { return p.done() > 0 && !detail::is_on_disk(fd); };
  return transfer(fd, detail::incoming, parts, count, read_now, ::readv, enough);
}

task<ssize_t> writev(int fd, const iovec *parts, int count) {
  auto enough = [](const message_parts &) { return false; };
  return transfer(fd, detail::outgoing, parts, count, write_now, ::writev, enough);
}

task<ssize_t> read(int fd, void *buffer, std::size_t size) {
  const iovec whole{buffer, size};
  const ssize_t n = co_await coax::readv(fd, &whole, 1);
  co_return n;
}

task<ssize_t> write(int fd, const void *buffer, std::size_t size) {
  const iovec whole{const_cast<void *>(buffer), size};
  const ssize_t n = co_await coax::writev(fd, &whole, 1);
  co_return n;
}

} // namespace coax
