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

/// Someone who waits for a descriptor; linked into the list of that descriptor, and into the list
/// of waits to verify while it is not known whether the descriptor is still the one that was
/// watched.
class fd_waiter {
public:
  fd_waiter(int fd, std::uint32_t events) noexcept : fd_(fd), events_(events) {}
  int fd() const noexcept { return fd_; }

protected:
  ~fd_waiter() = default;

private:
  friend class poller;
  virtual void ready(std::uint32_t events) noexcept = 0;
  /// The wait has lasted for a while: the time to ask what is too costly to ask for short ones.
  virtual void lasts() noexcept {}

  int fd_;
  std::uint32_t events_;
  fd_waiter *previous_ = nullptr, *next_ = nullptr;
  fd_waiter *before_ = nullptr, *after_ = nullptr; ///< in the list of waits to verify
  instant verify_at_ = never;                      ///< never: not in that list
};

/// Someone with many descriptors of its own, which it adds to the loop's epoll set itself, in its
/// own way (level-triggered, as curl wants them).
class fd_family {
public:
  /// Events of one of its descriptors, which may be gone since.
  virtual void on_events(int fd, std::uint32_t events) noexcept = 0;

protected:
  ~fd_family() = default;
};

class poller {
public:
  /// `wakeup` is an eventfd that ends poll(); its count is discarded.
  explicit poller(int wakeup);
  ~poller();

  /// Waits for EPOLLIN, EPOLLOUT or EPOLLPRI; errors and hang-ups wake every waiter. Returns 0, or
  /// an errno value: EPERM for a file that is always ready, EBADF.
  ///
  /// The descriptor may have been closed and its number reused since the last call, which nobody
  /// tells: a wait for a number that was watched before is verified when it has lasted 2 ms, so
  /// that the short waits of a busy connection cost no system call.
  int add(fd_waiter &waiter);
  /// Whether the waiter, just added, will be verified later; lasts() is called then.
  static bool unverified(const fd_waiter &waiter) noexcept { return waiter.verify_at_ != never; }
  void remove(fd_waiter &waiter) noexcept;
  /// A read of a connection has got less than it asked for: there is no more until the next event.
  void note_drained(int fd) noexcept;
  /// Whether a read would only find that out again. Never so for what is no TCP connection, or has
  /// come to its end. When it is wrong (a descriptor closed and its number used again), the wait
  /// that is then verified after 2 ms finds out.
  bool is_drained(int fd) const noexcept {
    const auto place = static_cast<std::size_t>(fd);
    return place < entries_.size() && entries_[place].drained;
  }
  /// Forgets a descriptor that is about to be closed and wakes its waiters.
  void forget(int fd) noexcept;

  /// One family a loop; null: none.
  void adopt(fd_family *family) noexcept { family_ = family; }
  /// Watches a descriptor of the family for `events`; 0: not any more.
  void watch_for_family(int fd, std::uint32_t events) noexcept;

  /// Sleeps until something is ready or `deadline`; reports to the waiters, each removed before.
  /// False when a signal handler ended the sleep.
  bool poll(instant deadline) noexcept;

  /// Lets poll() end when an io_uring writes to its eventfd, which need not be read; false with
  /// errno.
  bool watch_ring(int event) noexcept;
  /// Whether it has before the last poll().
  bool ring_is_ready() const noexcept { return ring_ready_; }

  /// When the last poll() returned.
  instant turn_began() const noexcept { return turn_began_; }

  /// In the child of a fork: stops sharing the epoll instance, and what it reports, with the
  /// parent.
  void reopen_after_fork() noexcept;

private:
  bool watch_always(int fd, std::uint32_t events) noexcept;
  int watch(int fd) noexcept;
  void verify_later(fd_waiter &waiter) noexcept;
  void verified(fd_waiter &waiter) noexcept;
  void verify_until(instant at) noexcept;
  void report(int fd, std::uint32_t events) noexcept;
  bool sleep_beside_ring(instant deadline) noexcept;
  int wait(::epoll_event *events, int capacity, instant deadline) noexcept;

  struct entry {
    fd_waiter *first = nullptr;
    bool watched = false;
    bool is_connection = false; ///< of TCP, and not known to end
    bool drained = false;
  };
  int epoll_;
  int wakeup_;
  fd_family *family_ = nullptr;
  int ring_ = -1;
  bool ring_ready_ = false;
  bool nanosecond_sleep_ = true;
  std::vector<entry> entries_; ///< by descriptor
  fd_waiter *first_unverified_ = nullptr;
  fd_waiter *last_unverified_ = nullptr;
  instant turn_began_ = now();
};

} // namespace coax::detail
