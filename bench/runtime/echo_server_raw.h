// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The limit: a level-triggered epoll loop in plain C style.
#pragma once

#include "echo_peers.h"

#include <cstddef>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace echo {

inline void add_to(int set, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  ::epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
}

inline void answer(int fd) {
  char buffer[buffer_size];
  const ssize_t n = ::recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
  if (n > 0)
    ::send(fd, buffer, static_cast<std::size_t>(n), MSG_NOSIGNAL);
  else if (n == 0)
    ::close(fd);
}

/// Serves until killed.
[[noreturn]] inline void serve_raw(int listener) {
  const int set = ::epoll_create1(0);
  add_to(set, listener);
  epoll_event events[128];
  for (;;) {
    const int count = ::epoll_wait(set, events, 128, -1);
    for (int i = 0; i < count; ++i)
      if (events[i].data.fd == listener)
        add_to(set, ::accept(listener, nullptr, nullptr));
      else
        answer(events[i].data.fd);
  }
}

} // namespace echo
