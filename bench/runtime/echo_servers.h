// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same echo server on coax, in two ways, and with a blocking thread for each connection.
#pragma once

#include "echo_peers.h"

#include <coax/coax.hpp>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace echo {

inline coax::task<void> talk(int fd) {
  char buffer[buffer_size];
  for (;;) {
    const ssize_t n = co_await coax::recv(fd, buffer, sizeof buffer, 0);
    if (n <= 0)
      break;
    co_await coax::send(fd, buffer, static_cast<std::size_t>(n), MSG_NOSIGNAL);
  }
  ::close(fd);
}

/// The same by the calls that take any descriptor.
inline coax::task<void> talk_by_write(int fd) {
  char buffer[buffer_size];
  for (;;) {
    const ssize_t n = co_await coax::read(fd, buffer, sizeof buffer);
    if (n <= 0)
      break;
    co_await coax::write(fd, buffer, static_cast<std::size_t>(n));
  }
  ::close(fd);
}

inline coax::task<void> accept_all(int listener, coax::task<void> (*talk)(int)) {
  for (;;) {
    const int fd = co_await coax::accept(listener, nullptr, nullptr);
    if (fd >= 0)
      coax::spawn(talk, fd).detach();
  }
}

[[noreturn]] inline void serve_coax(int listener) {
  coax::run(accept_all(listener, talk));
  std::abort(); // accepting never ends
}

[[noreturn]] inline void serve_coax_by_write(int listener) {
  std::signal(SIGPIPE, SIG_IGN);
  coax::run(accept_all(listener, talk_by_write));
  std::abort();
}

inline void talk_blocking(int fd) {
  char buffer[buffer_size];
  ssize_t n;
  while ((n = ::recv(fd, buffer, sizeof buffer, 0)) > 0)
    ::send(fd, buffer, static_cast<std::size_t>(n), MSG_NOSIGNAL);
  ::close(fd);
}

[[noreturn]] inline void serve_threads(int listener) {
  for (;;) {
    const int fd = ::accept(listener, nullptr, nullptr);
    std::thread(talk_blocking, fd).detach();
  }
}

} // namespace echo
