// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// read and write on whatever a descriptor turns out to be. Sockets have MSG_DONTWAIT; files and,
// from Linux 6.5, pipes have RWF_NOWAIT; for the rest poll(2) tells whether a call would block.
#include "faults.h"
#include "file_operation.h"
#include "kept_errno.h"
#include "message_parts.h"
#include "retry.h"

#include <climits>
#include <coax/file.hpp>
#include <coax/offload.hpp>
#include <poll.h>
#include <unistd.h>

namespace coax {

using detail::instant;
using detail::is_ready;
using detail::message_parts;
using detail::transfer_call;

namespace {

ssize_t fail(int error) noexcept {
  errno = error;
  return -1;
}

bool unsupported(int error) noexcept { return error == EOPNOTSUPP || error == ENOSYS; }

/// readv of what is no socket that gives EAGAIN instead of blocking.
ssize_t read_file_now(int fd, message_parts &parts) noexcept {
  const ssize_t n = ::preadv2(fd, parts.data(), parts.count(), -1, RWF_NOWAIT);
  if (n >= 0 || !unsupported(errno))
    return n;
  if (detail::is_on_disk(fd) || !is_ready(fd, POLLIN))
    return fail(EAGAIN);
  return ::readv(fd, parts.data(), parts.count());
}

/// readv that gives EAGAIN instead of blocking.
ssize_t read_now(int fd, message_parts &parts) noexcept {
  msghdr message{};
  parts.describe(message);
  const ssize_t n = ::recvmsg(fd, &message, MSG_DONTWAIT);
  return n >= 0 || errno != ENOTSOCK ? n : read_file_now(fd, parts);
}

/// How much a terminal, a pipe or a device takes without blocking once poll says it is writable.
/// Source: pipe(7), PIPE_BUF; the terminal driver reports room for 256 bytes.
std::size_t sure_to_fit(int fd, std::size_t wanted) noexcept {
  const std::size_t room = ::isatty(fd) ? 256 : PIPE_BUF;
  return wanted < room ? wanted : room;
}

/// writev of what is no socket that gives EAGAIN instead of blocking; may write less than
/// everything.
ssize_t write_file_now(int fd, message_parts &parts) noexcept {
  const ssize_t n = ::pwritev2(fd, parts.data(), parts.count(), -1, RWF_NOWAIT);
  if (n >= 0 || !unsupported(errno))
    return n;
  if (detail::is_on_disk(fd) || !is_ready(fd, POLLOUT))
    return fail(EAGAIN);
  return ::write(fd, parts.data()->iov_base, sure_to_fit(fd, parts.data()->iov_len));
}

/// The same of anything.
ssize_t write_now(int fd, message_parts &parts) noexcept {
  msghdr message{};
  parts.describe(message);
  const ssize_t n = ::sendmsg(fd, &message, MSG_DONTWAIT);
  return n >= 0 || errno != ENOTSOCK ? n : write_file_now(fd, parts);
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
  co_return n;
}

/// Moves data until done(n) of the last result says enough, or a failure, or the end.
template <class Now, class Blocking, class Enough>
task<ssize_t> transfer(int fd, detail::direction way, message_parts parts, Now now,
                       Blocking blocking, Enough enough) {
  const detail::kept_errno before;
  detail::turn_wait turn(false);
  co_await turn;
  if (parts.empty()) {
    const iovec nothing{};
    co_return blocking(fd, &nothing, 1);
  }
  if (const int made_up = detail::injected_into(kind_of(way), fd, parts, true))
    co_return fail(made_up);
  for (instant deadline = 0;;) {
    auto attempt = [&] { return now(fd, parts); };
    ssize_t n = attempt();
    if (n < 0 && detail::would_block(errno)) {
      if (detail::is_on_disk(fd)) {
        const bool reads = way.events == detail::incoming.events;
        n = co_await transfer_file(fd, parts, reads ? IORING_OP_READV : IORING_OP_WRITEV, blocking);
      } else {
        detail::attempt_wait wait(fd, way, deadline, attempt);
        co_await wait;
        if (wait.ends_early())
          continue;
        n = wait.result();
      }
    }
    if (n < 0)
      co_return before.unless_failed(parts.done() > 0 ? parts.done() : -1);
    parts.advance(static_cast<std::size_t>(n));
    if (n == 0 || parts.empty() || enough(parts))
      co_return before.unless_failed(parts.done());
  }
}

/// What there is, except that a file on disk is read to the end of the buffer or of the file.
template <class Now> task<ssize_t> read_parts(int fd, message_parts parts, Now now) {
  auto enough = [fd](const message_parts &p) { return p.done() > 0 && !detail::is_on_disk(fd); };
  return transfer(fd, detail::incoming, std::move(parts), now, ::readv, enough);
}

template <class Now> task<ssize_t> write_parts(int fd, message_parts parts, Now now) {
  auto enough = [](const message_parts &) { return false; };
  return transfer(fd, detail::outgoing, std::move(parts), now, ::writev, enough);
}

/// One that try_now() has to find to be for a coroutine: of nothing, or in a testing::run(), which
/// the coroutine asks for faults.
descriptor_task start(detail::transfer_call call) noexcept {
  if (call.left == 0 || detail::time_is_virtual()) {
    call.complete = true;
    call.error = ENOTSOCK;
  }
  return descriptor_task(call);
}

bool is_count(int count) noexcept { return count >= 0 && count <= IOV_MAX; }

} // namespace

task<ssize_t> detail::transfer_elsewhere(const transfer_call &call) {
  const iovec whole{call.at, call.left};
  const bool may_be_socket = time_is_virtual();
  message_parts parts(&whole, 1);
  if (call.what == transfer_call::kind::receive)
    return read_parts(call.fd, std::move(parts), may_be_socket ? read_now : read_file_now);
  return write_parts(call.fd, std::move(parts), may_be_socket ? write_now : write_file_now);
}

task<ssize_t> readv(int fd, const iovec *parts, int count) {
  if (!is_count(count))
    return detail::end_with_errno(EINVAL);
  return read_parts(fd, message_parts(parts, static_cast<std::size_t>(count)), read_now);
}

task<ssize_t> writev(int fd, const iovec *parts, int count) {
  if (!is_count(count))
    return detail::end_with_errno(EINVAL);
  return write_parts(fd, message_parts(parts, static_cast<std::size_t>(count)), write_now);
}

descriptor_task read(int fd, void *buffer, std::size_t size) {
  return start({transfer_call::kind::receive, false, fd, 0, 0, static_cast<char *>(buffer), size});
}

// The cast: what is sent is only read.
descriptor_task write(int fd, const void *buffer, std::size_t size) {
  auto *data = static_cast<char *>(const_cast<void *>(buffer));
  return start({transfer_call::kind::send, false, fd, 0, 0, data, size});
}

} // namespace coax
