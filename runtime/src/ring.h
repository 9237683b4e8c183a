// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// io_uring for the file operations of one loop, by its system calls. Where the kernel does not have
// it or refuses it, everything is as if it were not there.
//
// Needs Linux 6.1: only with IORING_SETUP_DEFER_TASKRUN do completions leave the sleep of epoll
// alone, which they would otherwise end with EINTR as signal handlers do.
#pragma once

#include <coax/detail/leaf.hpp>
#include <cstddef>
#include <cstdint>
#include <linux/io_uring.h>

namespace coax::detail {

class ring;

/// One operation on its way through a ring. Its buffers stay valid until it has ended, also when it
/// is cancelled: only then does the strand go on.
class ring_wait final : public leaf<ring_wait> {
public:
  /// `request`: everything but user_data. On a loop whose ring is usable().
  explicit ring_wait(const io_uring_sqe &request) noexcept : request_(request) {}
  ~ring_wait() { drop(); }
  bool arm() noexcept;
  void disarm() noexcept;
  /// What the system call would return, and errno.
  int take() const noexcept;

private:
  friend ring;
  void cancel() noexcept override;
  const char *what() const noexcept override { return "file"; }
  void ended(int result) noexcept;

  const io_uring_sqe &request_;
  ring_wait *next_ = nullptr, *previous_ = nullptr; ///< among those in flight
  ring_wait *queued_after_ = nullptr;               ///< in the backlog
  int result_ = 0;
  bool in_flight_ = false;
  bool cancelling_ = false;
};

class ring {
public:
  explicit ring(loop &home) noexcept : home_(home) {}
  ring(const ring &) = delete;
  ring &operator=(const ring &) = delete;
  ~ring() { close(); }

  /// Never to be opened: for a loop that may go on on another thread.
  void forbid() noexcept { tried_ = true; }
  /// Whether operations may be started: opens it if it has not been tried yet. Loop thread.
  bool usable() noexcept { return descriptor_ >= 0 || (!tried_ && open()); }
  bool in_use() const noexcept { return first_ != nullptr; }
  /// Whether turn() has to be called again before the loop may sleep.
  bool has_unsubmitted() const noexcept { return unsubmitted_ != 0 || backlog_; }

  /// Hands what was started to the kernel and wakes the strands of what has ended. Once a turn,
  /// while in_use().
  void turn() noexcept;
  /// Cancels what is in flight and waits for its end. Its strands are woken.
  void drain() noexcept;
  /// In the child of a fork: what is in flight belongs to the parent.
  void forget_after_fork() noexcept;

private:
  friend ring_wait;
  bool open() noexcept;
  bool map(const io_uring_params &p) noexcept;
  bool announce() noexcept;
  void close() noexcept;
  void start(ring_wait &op) noexcept;
  void cancel(ring_wait &op) noexcept;
  void end(ring_wait &op, int result) noexcept;
  bool leave_backlog(ring_wait &op) noexcept;
  bool queue(const io_uring_sqe &request, const ring_wait *op) noexcept;
  bool enter(unsigned least) noexcept;
  void reap() noexcept;

  loop &home_;
  int descriptor_ = -1;
  int event_ = -1; ///< counts up when something has ended
  bool tried_ = false;
  ring_wait *first_ = nullptr;   ///< in flight
  ring_wait *backlog_ = nullptr; ///< those of them for which the submission queue had no room
  ring_wait **backlog_end_ = &backlog_;
  std::uint32_t unsubmitted_ = 0; ///< entries of the submission queue
  void *queues_ = nullptr;
  std::size_t queues_size_ = 0;
  io_uring_sqe *entries_ = nullptr;
  std::size_t entries_size_ = 0;
  std::uint32_t *submission_head_ = nullptr, *submission_tail_ = nullptr;
  std::uint32_t submission_mask_ = 0;
  std::uint32_t *completion_head_ = nullptr, *completion_tail_ = nullptr;
  io_uring_cqe *completions_ = nullptr;
  std::uint32_t completion_mask_ = 0;
};

} // namespace coax::detail
