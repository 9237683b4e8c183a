// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Descriptors for tests: owned ones, connected pairs, and listeners on a free loopback port.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace loopback {

class descriptor {
public:
  explicit descriptor(int fd = -1) : fd_(fd) {}
  descriptor(descriptor &&other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  descriptor &operator=(descriptor &&other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~descriptor() { reset(); }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }
  void reset() {
    if (fd_ >= 0)
      ::close(std::exchange(fd_, -1));
  }

private:
  int fd_;
};

struct pair {
  descriptor left, right;
};

inline pair socket_pair(int type = SOCK_STREAM) {
  int fds[2];
  if (::socketpair(AF_UNIX, type, 0, fds) < 0)
    throw std::runtime_error("socketpair");
  return {descriptor(fds[0]), descriptor(fds[1])};
}

/// left reads what is written to right.
inline pair pipe_pair() {
  int fds[2];
  if (::pipe(fds) < 0)
    throw std::runtime_error("pipe");
  return {descriptor(fds[0]), descriptor(fds[1])};
}

inline sockaddr_in address(unsigned short port) {
  sockaddr_in a{};
  a.sin_family = AF_INET;
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  a.sin_port = htons(port);
  return a;
}

inline const sockaddr *generic(const sockaddr_in &a) {
  return reinterpret_cast<const sockaddr *>(&a);
}

/// A blocking TCP socket bound to a free port of 127.0.0.1.
struct bound_socket {
  explicit bound_socket(int type = SOCK_STREAM) : socket(::socket(AF_INET, type, 0)) {
    sockaddr_in any = address(0);
    socklen_t size = sizeof any;
    if (::bind(socket.get(), generic(any), size) < 0 ||
        ::getsockname(socket.get(), reinterpret_cast<sockaddr *>(&any), &size) < 0)
      throw std::runtime_error("bind");
    port = ntohs(any.sin_port);
  }
  descriptor socket;
  unsigned short port;
};

struct listener : bound_socket {
  explicit listener(int backlog = 4096) {
    if (::listen(socket.get(), backlog) < 0)
      throw std::runtime_error("listen");
  }
};

} // namespace loopback
