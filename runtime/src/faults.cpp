// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "faults.h"

#include "descriptor.h"
#include "message_parts.h"
#include "retry.h"
#include "test_bench.h"

#include <algorithm>
#include <cerrno>
#include <coax/socket.hpp>
#include <netdb.h>
#include <netinet/in.h>

namespace coax::detail {

using testing::attempt;
using testing::fault;
using testing::operation;

namespace {

bool is_one_of(operation what, std::initializer_list<operation> all) noexcept {
  return std::find(all.begin(), all.end(), what) != all.end();
}

bool takes(operation what) noexcept {
  return is_one_of(what, {operation::recv, operation::read, operation::pread});
}

bool gives(operation what) noexcept {
  return is_one_of(what, {operation::send, operation::write, operation::pwrite});
}

/// Whether a transfer of less than asked for loses nothing: not so for datagrams.
bool is_stream(int fd) noexcept {
  const int type = socket_option(fd, SO_TYPE);
  return type < 0 || type == SOCK_STREAM;
}

bool is_connected(int fd) noexcept {
  sockaddr_storage peer;
  socklen_t size = sizeof peer;
  return socket_option(fd, SO_TYPE) == SOCK_STREAM &&
         ::getpeername(fd, reinterpret_cast<sockaddr *>(&peer), &size) == 0;
}

bool is_non_blocking(int fd) noexcept {
  const int flags = ::fcntl(fd, F_GETFL);
  return flags >= 0 && (flags & O_NONBLOCK);
}

/// Source: signal(7), "Interruption of system calls and library functions by signal handlers".
bool can_be_interrupted(const attempt &a, bool may_wait) noexcept {
  if (is_one_of(a.what, {operation::getaddrinfo, operation::open, operation::sync}))
    return false;
  return a.what == operation::poll ||
         (may_wait && !is_non_blocking(a.fd) && !is_on_disk(a.fd) && file_type(a.fd) != S_IFDIR);
}

/// As if the peer had gone: to disconnect a TCP socket sends a reset. That it says so itself is
/// left to the attempt. Source: connect(2), AF_UNSPEC.
void reset(int fd) noexcept {
  sockaddr nobody{};
  nobody.sa_family = AF_UNSPEC;
  if (socket_option(fd, SO_PROTOCOL) == IPPROTO_TCP)
    ::connect(fd, &nobody, sizeof nobody);
  ::shutdown(fd, SHUT_RDWR); // whatever it says: later calls find an end
  socket_option(fd, SO_ERROR);
}

} // namespace

int test_bench::error_by_chance(const attempt &a, bool may_wait) noexcept {
  const testing::faults &f = how_.faults;
  if (a.what == operation::getaddrinfo)
    return chance_.happens(f.lookup) ? EAI_AGAIN : 0;
  if (f.interrupt > 0 && can_be_interrupted(a, may_wait) && chance_.happens(f.interrupt))
    return EINTR;
  if (a.what == operation::send && chance_.happens(f.no_buffers))
    return ENOBUFS;
  if (f.would_block > 0 && is_one_of(a.what, {operation::send, operation::write}) &&
      (!may_wait || is_non_blocking(a.fd)) && chance_.happens(f.would_block))
    return EAGAIN;
  return 0;
}

fault test_bench::by_chance(const attempt &a, bool may_wait) noexcept {
  fault f;
  if (spared_.erase(a.fd) != 0)
    return f;
  f.error = error_by_chance(a, may_wait);
  if (f.error) {
    spared_.insert(a.fd);
    return f;
  }
  const bool transfers =
      is_one_of(a.what, {operation::recv, operation::send, operation::read, operation::write});
  f.reset = transfers && how_.faults.reset > 0 && is_connected(a.fd) &&
            chance_.happens(how_.faults.reset);
  const double is_short = takes(a.what)   ? how_.faults.short_read
                          : gives(a.what) ? how_.faults.short_write
                                          : 0;
  if (a.size > 1 && is_short > 0 && is_stream(a.fd) && chance_.happens(is_short))
    f.at_most = 1 + chance_.below(a.size - 1);
  return f;
}

int test_bench::inject(operation what, int fd, std::size_t &size, bool may_wait) noexcept {
  const attempt a{what, fd, size, ++attempts_};
  std::optional<fault> scripted;
  if (how_.faults.script)
    scripted = how_.faults.script(a);
  fault f = scripted ? *scripted : by_chance(a, may_wait);
  if (f.reset) {
    reset(fd);
    if (!f.error)
      f.error = ECONNRESET;
  }
  const std::size_t less = std::max<std::size_t>(f.at_most, 1);
  faults_injected_ += f.error != 0 || less < size;
  size = std::min(size, less);
  return f.error;
}

int injected(operation what, int fd, std::size_t &size, bool may_wait) noexcept {
  return bench_here ? bench_here->inject(what, fd, size, may_wait) : 0;
}

int injected_into(operation what, int fd, message_parts &parts, bool may_wait) noexcept {
  if (!bench_here)
    return 0;
  const std::size_t whole = parts.size();
  std::size_t size = whole;
  const int error = bench_here->inject(what, fd, size, may_wait);
  if (size < whole)
    parts.limit(size);
  return error;
}

bool time_is_virtual() noexcept { return bench_here != nullptr; }

std::size_t size_of(const msghdr &message) noexcept {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < message.msg_iovlen; ++i)
    sum += message.msg_iov[i].iov_len;
  return sum;
}

task<ssize_t> end_with_errno(int error) {
  turn_wait turn(false);
  co_await turn;
  errno = error;
  co_return -1;
}

task<ssize_t> receive_part(int fd, msghdr *message, int flags, std::size_t most) {
  message_parts parts(message->msg_iov, message->msg_iovlen);
  parts.limit(most);
  msghdr part = *message;
  parts.describe(part);
  // Not by recvmsg(), which would be injected again.
  auto attempt = [&] { return ::recvmsg(fd, &part, flags | MSG_DONTWAIT); };
  const ssize_t n = co_await retry(fd, incoming, !(flags & MSG_DONTWAIT), attempt);
  message->msg_namelen = part.msg_namelen;
  message->msg_controllen = part.msg_controllen;
  message->msg_flags = part.msg_flags;
  co_return n;
}

} // namespace coax::detail
