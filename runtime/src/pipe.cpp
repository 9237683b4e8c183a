// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "descriptor.h"
#include "signal_mask.h"
#include "waits.h"

#include <cerrno>
#include <coax/pipe.hpp>
#include <csignal>
#include <sys/epoll.h>
#include <unistd.h>

namespace coax {

namespace {

/// What read_all() asks for at once: what a pipe holds.
constexpr std::size_t piece = 65536;

bool sigpipe_is_pending() noexcept {
  sigset_t pending;
  ::sigpending(&pending);
  return ::sigismember(&pending, SIGPIPE) == 1;
}

void take_sigpipe() noexcept {
  sigset_t sigpipe;
  ::sigemptyset(&sigpipe);
  ::sigaddset(&sigpipe, SIGPIPE);
  const timespec at_once{0, 0};
  ::sigtimedwait(&sigpipe, nullptr, &at_once);
}

/// write(2) that raises no SIGPIPE. That signal comes to the writing thread and nowhere else, so it
/// is held back here and taken out again, unless one was waiting before. Source: pipe(7).
ssize_t write_quietly(int fd, const void *bytes, std::size_t size) noexcept {
  constexpr detail::signal_mask sigpipe = detail::signal_mask{1} << (SIGPIPE - 1);
  const detail::signal_mask before = detail::block_signals(sigpipe);
  const bool one_waits = (before & sigpipe) && sigpipe_is_pending();
  const ssize_t n = ::write(fd, bytes, size);
  const int error = errno;
  if (n < 0 && error == EPIPE && !one_waits)
    take_sigpipe();
  if (!(before & sigpipe))
    detail::exchange_signal_mask(before);
  errno = error;
  return n;
}

/// After a failure `error`: waits when that may help, else throws.
task<void> wait_or_throw(int fd, std::uint32_t events, int error, const char *what) {
  if (error == EINTR)
    co_return;
  if (!detail::would_block(error))
    detail::throw_errno(error, what);
  detail::fd_wait wait(fd, events, detail::never, detail::on_signal::ignore);
  co_await wait;
  if (wait.error())
    detail::throw_errno(wait.error(), what);
}

task<std::size_t> read_some(int fd, void *buffer, std::size_t size) {
  detail::turn_wait turn(false);
  co_await turn;
  for (;;) {
    const ssize_t n = ::read(fd, buffer, size);
    if (n >= 0)
      co_return static_cast<std::size_t>(n);
    co_await wait_or_throw(fd, EPOLLIN, errno, "read");
  }
}

task<std::string> read_to_end(int fd) {
  std::string all;
  for (;;) {
    const std::size_t before = all.size();
    if (all.capacity() - before < piece)
      all.reserve(2 * before + piece);
    all.resize(before + piece);
    const std::size_t n = co_await read_some(fd, all.data() + before, piece);
    all.resize(before + n);
    if (n == 0)
      co_return all;
  }
}

task<void> write_all(int fd, const void *bytes, std::size_t size) {
  const auto *at = static_cast<const char *>(bytes);
  detail::turn_wait turn(false);
  co_await turn;
  while (size > 0) {
    const ssize_t n = write_quietly(fd, at, size);
    if (n < 0)
      co_await wait_or_throw(fd, EPOLLOUT, errno, "write");
    if (n > 0) {
      at += n;
      size -= static_cast<std::size_t>(n);
    }
  }
}

} // namespace

pipe_end::pipe_end(int fd) noexcept : descriptor_owner(fd) {
  if (fd >= 0)
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

pipe_end &pipe_end::operator=(pipe_end &&other) noexcept {
  pipe_end before(std::move(*this));
  descriptor_owner::operator=(std::move(other));
  return *this;
}

// The numbers of such descriptors are used again soon, by the next process.
pipe_end::~pipe_end() { detail::forget_descriptor(fd()); }

task<std::size_t> pipe_reader::read(void *buffer, std::size_t size) {
  return read_some(fd(), buffer, size);
}

task<std::string> pipe_reader::read_all() { return read_to_end(fd()); }

task<void> pipe_writer::write(const void *bytes, std::size_t size) {
  return write_all(fd(), bytes, size);
}

} // namespace coax
