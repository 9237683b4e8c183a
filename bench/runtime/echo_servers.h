// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same echo server on coax, and with a blocking thread for each connection.
#pragma once

#include "echo_peers.h"

#include <coax/coax.hpp>
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

inline coax::task<void> accept_all(int listener) {
  for (;;) {
    const int fd = co_await coax::accept(listener, nullptr, nullptr);
    if (fd >= 0)
      coax::spawn(talk, fd).detach();
  }
}

[[noreturn]] inline void serve_coax(int listener) {
  coax::run(accept_all(listener));
  std::abort(); // accepting never ends
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
