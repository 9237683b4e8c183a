// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Readiness of file descriptors for one loop, by edge-triggered epoll. The user's descriptors are
// never changed.
#pragma once

#include "timer_queue.h"
#include <cstdint>
#include <vector>

struct epoll_event;

namespace coax::detail {

/// Someone who waits for a descriptor; linked into the list of that descriptor.
class fd_waiter {
public:
  fd_waiter(int fd, std::uint32_t events) noexcept : fd_(fd), events_(events) {}
  int fd() const noexcept { return fd_; }

protected:
  ~fd_waiter() = default;

private:
  friend class poller;
  virtual void ready(std::uint32_t events) noexcept = 0;

  int fd_;
  std::uint32_t events_;
  fd_waiter *previous_ = nullptr, *next_ = nullptr;
};

class poller {
public:
  /// `wakeup` is an eventfd that ends poll(); its count is discarded.
  explicit poller(int wakeup);
  ~poller();

  /// Waits for EPOLLIN, EPOLLOUT or EPOLLPRI; errors and hang-ups wake every waiter. Returns 0, or
  /// an errno value: EPERM for a file that is always ready, EBADF. The descriptor may have been
  /// closed and its number reused since the last call.
  int add(fd_waiter &waiter);
  void remove(fd_waiter &waiter) noexcept;
  /// Forgets a descriptor that is about to be closed and wakes its waiters.
  void forget(int fd) noexcept;

  /// Sleeps until something is ready or `deadline`; reports to the waiters, each removed before.
  /// False when a signal handler ended the sleep.
  bool poll(instant deadline) noexcept;

private:
  int watch(int fd) noexcept;
  void report(int fd, std::uint32_t events) noexcept;
  int wait(::epoll_event *events, int capacity, instant deadline) noexcept;

  struct entry {
    fd_waiter *first = nullptr;
    bool watched = false;
  };
  int epoll_;
  int wakeup_;
  bool nanosecond_sleep_ = true;
  std::vector<entry> entries_; ///< by descriptor
};

} // namespace coax::detail
