// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions about a descriptor that blocking calls answer for themselves.
#pragma once

#include "timer_queue.h"
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>

namespace coax::detail {

inline bool would_block(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK; }

/// When a wait that starts now ends by SO_RCVTIMEO or SO_SNDTIMEO.
inline instant socket_deadline(int fd, int option) noexcept {
  timeval limit{};
  socklen_t size = sizeof limit;
  if (::getsockopt(fd, SOL_SOCKET, option, &limit, &size) < 0 ||
      (limit.tv_sec == 0 && limit.tv_usec == 0))
    return never;
  return after(instant{limit.tv_sec} * 1'000'000'000 + instant{limit.tv_usec} * 1000);
}

/// Whether poll(2) has something to tell of it, also an error.
inline bool is_ready(int fd, short events) noexcept {
  pollfd one{fd, events, 0};
  return ::poll(&one, 1, 0) != 0;
}

/// S_IFREG and so on; 0 for a bad descriptor.
inline ::mode_t file_type(int fd) noexcept {
  struct ::stat status;
  return ::fstat(fd, &status) == 0 ? (status.st_mode & S_IFMT) : 0;
}

inline bool is_on_disk(int fd) noexcept {
  const ::mode_t type = file_type(fd);
  return type == S_IFREG || type == S_IFBLK;
}

/// Of SOL_SOCKET, an int; -1 for what is no socket.
inline int socket_option(int fd, int option) noexcept {
  int value = -1;
  socklen_t size = sizeof value;
  return ::getsockopt(fd, SOL_SOCKET, option, &value, &size) < 0 ? -1 : value;
}

} // namespace coax::detail
