// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Readiness of file descriptors for one loop, by edge-triggered epoll. The user's descriptors are
// never changed.
#pragma once

#include "timer_queue.h"
#include <algorithm>
#include <coax/detail/descriptor_wait.hpp>
#include <cstdint>
#include <vector>

struct epoll_event;

namespace coax::detail {

/// Waits to verify, each when it has lasted for `delay` ns.
class verification_queue {
public:
  explicit verification_queue(instant delay) noexcept : delay_(delay) {}
  void append(fd_waiter &waiter, instant now) noexcept;
  void remove(fd_waiter &waiter) noexcept;
  /// When the first is to be verified; never: there is none.
  instant next() const noexcept { return first_ ? first_->verify_at_ : never; }
  /// The first, taken out, if its time has come.
  fd_waiter *take_due(instant at) noexcept;

private:
  instant delay_;
  fd_waiter *first_ = nullptr, *last_ = nullptr;
};

/// Someone with many descriptors of its own, which it adds to the loop's epoll set itself, in its
/// own way (level-triggered, as curl wants them).
class fd_family {
public:
  /// Events of one of its descriptors, which may be gone since.
  virtual void on_events(int fd, std::uint32_t events) noexcept = 0;
  /// Whether it waits for any.
  virtual bool waits() const noexcept = 0;

protected:
  ~fd_family() = default;
};

class poller {
public:
  /// `wakeup` is an eventfd: each write to it ends a poll(). It is never read.
  explicit poller(int wakeup);
  ~poller();

  /// Waits for EPOLLIN, EPOLLOUT or EPOLLPRI; errors and hang-ups wake every waiter. Returns 0, or
  /// an errno value: EPERM for a file that is always ready, EBADF, ENOMEM.
  ///
  /// A waiter may be woken in vain, by an event of the file that had the number before.
  ///
  /// The descriptor may have been closed and its number reused since the last call, which nobody
  /// tells: a wait for a number that was watched before is verified when it has lasted 2 ms, so
  /// that the short waits of a busy connection cost no system call. Once events or verifications
  /// have shown four times in a row that it is the same file, only when the wait has lasted 64 ms.
  int add(fd_waiter &waiter) noexcept;
  /// Whether the waiter, just added, will be verified later; lasts() is called then.
  static bool unverified(const fd_waiter &waiter) noexcept { return waiter.queue_; }
  /// What lasts() would have returned for a waiter that need not be verified.
  void note_calm(const fd_waiter &waiter, bool calm) noexcept;
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
  /// The number has just been given to a new file.
  void renew(int fd) noexcept;

  /// One family a loop; null: none.
  void adopt(fd_family *family) noexcept { family_ = family; }
  /// Watches a descriptor of the family for `events`; 0: not any more.
  void watch_for_family(int fd, std::uint32_t events) noexcept;

  /// Sleeps until something is ready or `deadline`; reports to the waiters, each removed before,
  /// in the order in which they came.
  /// False when a signal handler ended the sleep.
  bool poll(instant deadline) noexcept;

  /// Lets poll() end when an io_uring writes to its eventfd, which need not be read; false with
  /// errno.
  bool watch_ring(int event) noexcept;
  /// Whether it has before the last poll().
  bool ring_is_ready() const noexcept { return ring_ready_; }

  /// Whether anybody waits for a descriptor.
  bool has_waiters() const noexcept;
  /// When poll() has something to do for a wait that lasts, or never.
  instant next_check() const noexcept { return std::min(doubted_.next(), trusted_.next()); }

  /// When the last poll() returned.
  instant turn_began() const noexcept { return turn_began_; }

  /// In the child of a fork: stops sharing the epoll instance, and what it reports, with the
  /// parent.
  void reopen_after_fork() noexcept;

private:
  static constexpr std::uint8_t confirmations_to_trust = 4;
  struct entry {
    void confirm() noexcept { confirmed += calm && confirmed < confirmations_to_trust; }

    fd_waiter *first = nullptr; ///< first come; its `previous_` is the last
    bool watched = false;
    bool is_connection = false; ///< of TCP, and not known to end
    bool drained = false;
    bool calm = false;          ///< the last waiter that was asked had nothing to say
    std::uint8_t confirmed = 0; ///< how often in a row it was found to be the same file, and calm
    /// Of the registration; comes with its events. The registration of a closed descriptor lives on
    /// while a duplicate does, or a process that was forked: its events are of another file.
    std::uint16_t generation = 0;
  };

  bool watch_always(int fd, std::uint32_t events) noexcept;
  int watch(int fd) noexcept;
  static void append(fd_waiter &waiter, entry &known) noexcept;
  static void put_first(fd_waiter &waiter, entry &known) noexcept;
  void unlink(fd_waiter &waiter) noexcept;
  /// Makes an entry for the descriptor if there is none; false: no memory.
  bool has_room_for(std::size_t place) noexcept;
  void verify_later(fd_waiter &waiter, const entry &known) noexcept;
  void verify(fd_waiter &waiter) noexcept;
  void verify_until(instant at) noexcept;
  void set_tick(instant at) noexcept;
  void prefetch(const ::epoll_event *events, int count) const noexcept;
  void on_event(int fd, std::uint32_t events, std::uint16_t generation) noexcept;
  void report(int fd, std::uint32_t events, std::uint16_t generation) noexcept;
  bool sleep_beside_ring(instant deadline) noexcept;
  int wait(::epoll_event *events, int capacity, instant deadline) noexcept;

  int epoll_;
  int wakeup_;
  fd_family *family_ = nullptr;
  int ring_ = -1;
  bool ring_ready_ = false;
  bool nanosecond_sleep_ = true;
  std::vector<entry> entries_; ///< by descriptor
  verification_queue doubted_{2'000'000};
  verification_queue trusted_{64'000'000};
  /// A timer descriptor that ends a sleep when it is time to look at trusted_: a sleep without a
  /// deadline is cheaper by a fortieth of an echo. Opened when first needed; -1: not there.
  int tick_ = -1;
  bool tick_is_set_ = false;
  instant turn_began_ = now();
};

} // namespace coax::detail
