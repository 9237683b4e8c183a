// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// sendfile waits for two things: the receiver, and the disk. It has no flag for either, and
// O_NONBLOCK would be seen by other threads that read from the socket. So it is given no more than
// the socket is sure to take, and only parts of the file that are in memory; others are read like
// any file, and sent.
#include "file_operation.h"
#include "retry.h"

#include <coax/file.hpp>
#include <coax/offload.hpp>
#include <coax/socket.hpp>
#include <memory>
#include <poll.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

namespace coax {

namespace {

/// What is sent at once; no more than what the kernel reads ahead, so that the ends of a part tell
/// whether all of it is in memory.
constexpr std::size_t part_size = 128 * 1024;

bool is_stream_socket(int fd) noexcept { return detail::socket_option(fd, SO_TYPE) == SOCK_STREAM; }

bool byte_is_in_memory(int fd, off_t at) noexcept {
  char byte;
  const iovec part{&byte, 1};
  return ::preadv2(fd, &part, 1, at, RWF_NOWAIT) == 1;
}

bool is_in_memory(int fd, off_t at, std::size_t size) noexcept {
  return byte_is_in_memory(fd, at) &&
         (size == 1 || byte_is_in_memory(fd, at + static_cast<off_t>(size) - 1));
}

/// How much a socket that poll calls writable takes: TCP has a third of its buffer free then, a
/// unix socket three quarters, some of which goes into bookkeeping.
std::size_t sure_to_fit(int socket, std::size_t wanted) noexcept {
  const int buffer = detail::socket_option(socket, SO_SNDBUF);
  const auto fits = static_cast<std::size_t>(buffer > 4096 ? buffer / 4 : 1024);
  return wanted < fits ? wanted : fits;
}

/// Makes sends that have to wait all the same (the system is short of memory, another thread sends
/// too) give up after the shortest time there is, a tick of the kernel's clock.
class short_sends {
public:
  explicit short_sends(int socket) noexcept : socket_(socket) {
    socklen_t size = sizeof limit_;
    ::getsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit_, &size);
    const timeval shortest{0, 1};
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &shortest, sizeof shortest);
  }
  short_sends(const short_sends &) = delete;
  ~short_sends() {
    const int error = errno;
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit_, sizeof limit_);
    errno = error;
  }

private:
  int socket_;
  timeval limit_{};
};

/// sendfile that gives EAGAIN when the receiver is slow.
ssize_t send_now(int out, int in, off_t at, std::size_t size) noexcept {
  if (!detail::is_ready(out, POLLOUT)) {
    errno = EAGAIN;
    return -1;
  }
  const short_sends limit(out);
  return ::sendfile(out, in, &at, sure_to_fit(out, size));
}

/// Sends parts of one file.
class transfer {
public:
  transfer(int out, int in, off_t from, std::size_t count) noexcept
      : out_(out), in_(in), from_(from), left_(count), zero_copy_(is_stream_socket(out)) {}

  /// 0 when everything is sent or the file has ended, else the errno value to fail with.
  task<int> run() {
    while (left_ > 0) {
      const std::size_t size = left_ < part_size ? left_ : part_size;
      const bool at_hand = zero_copy_ && is_in_memory(in_, position(), size);
      ssize_t n;
      if (at_hand)
        n = co_await send_from_memory(size);
      else
        n = co_await read_and_send(size);
      if (n <= 0)
        co_return n < 0 ? errno : 0;
      done_ += n;
      left_ -= static_cast<std::size_t>(n);
    }
    co_return 0;
  }

  ssize_t done() const noexcept { return done_; }
  off_t position() const noexcept { return from_ + static_cast<off_t>(done_); }

private:
  task<ssize_t> send_from_memory(std::size_t size) {
    detail::turn_wait turn(false);
    co_await turn;
    for (;;) {
      const ssize_t n = send_now(out_, in_, position(), size);
      if (n >= 0 || !detail::would_block(errno))
        co_return n;
      const int error = co_await detail::wait_once(out_, detail::outgoing, deadline_);
      if (error) {
        errno = error;
        co_return -1;
      }
    }
  }

  task<ssize_t> read_and_send(std::size_t size) {
    if (!buffer_)
      buffer_ = std::make_unique_for_overwrite<char[]>(part_size);
    ssize_t n = co_await coax::pread(in_, buffer_.get(), size, position());
    if (n > 0)
      n = co_await coax::write(out_, buffer_.get(), static_cast<std::size_t>(n));
    co_return n;
  }

  int out_, in_;
  off_t from_;
  std::size_t left_;
  ssize_t done_ = 0;
  bool zero_copy_;
  detail::instant deadline_ = 0;
  std::unique_ptr<char[]> buffer_;
};

task<ssize_t> send_parts(int out, int in, off_t *offset, std::size_t count) {
  const off_t from = offset ? *offset : ::lseek(in, 0, SEEK_CUR);
  if (from < 0)
    co_return -1;
  transfer all(out, in, from, std::min(count, detail::most_transferred));
  const int error = co_await all.run();
  if (offset)
    *offset = all.position();
  else
    ::lseek(in, all.position(), SEEK_SET);
  if (!error || all.done() > 0)
    co_return all.done();
  errno = error;
  co_return -1;
}

} // namespace

task<ssize_t> sendfile(int out, int in, off_t *offset, std::size_t count) {
  const bool awaitable = is_stream_socket(out) || detail::file_type(out) == S_IFIFO;
  const bool valid = count > 0 && !(offset && *offset < 0);
  if (awaitable && valid && detail::is_on_disk(in))
    return send_parts(out, in, offset, count);
  auto blocking = [=] { return ::sendfile(out, in, offset, count); };
  return offload(blocking);
}

} // namespace coax
