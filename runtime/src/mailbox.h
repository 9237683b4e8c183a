// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How other threads hand jobs to a loop: a lock-free stack and an eventfd that is written only
// while the loop sleeps, so that many posts cost one system call.
#pragma once

#include <atomic>
#include <coax/detail/strand.hpp>

namespace coax::detail {

/// How many forks lie between the first process and this one. What another thread was to do before
/// the last of them, nobody does in this process.
unsigned forks_behind() noexcept;
/// In the child of a fork, before anything else there.
void count_fork() noexcept;

/// Reference-counted because it outlives its loop while a pool thread still holds it.
class mailbox : public loop_address {
public:
  explicit mailbox(loop &of);

  mailbox *retain() noexcept {
    references_.fetch_add(1, std::memory_order_relaxed);
    return this;
  }
  void release() noexcept;

  /// Hands over `letter`; any thread. False when the loop is gone: the job will not run.
  bool post(job *letter) noexcept;

  /// False in the child of a fork for a loop of the parent's other threads.
  bool is_of_this_process() const noexcept { return process_ == forks_behind(); }

  /// Ends the loop's sleep, or its next one. Any thread, while the loop is there.
  void nudge() noexcept;

  /// The jobs posted so far, oldest first. Loop thread.
  job *take_all() noexcept;
  /// Announces that the loop is about to sleep; false when there are letters already.
  bool prepare_sleep() noexcept;
  void awake() noexcept { sleeping_.store(false, std::memory_order_relaxed); }
  /// The loop ends: later posts fail. The jobs posted before, oldest first. Loop thread,
  /// or any when that rests.
  job *close() noexcept;

  /// In the child of a fork: the parent must not hear of the child's letters.
  void reopen_after_fork() noexcept;

  /// Written to after a post to a sleeping loop, and never read: only edges tell.
  int descriptor() const noexcept { return event_; }

private:
  ~mailbox();

  /// In head_ of a closed one.
  static job *closed_mark() noexcept { return reinterpret_cast<job *>(std::uintptr_t{1}); }

  std::atomic<job *> head_{nullptr}; ///< the newest letter
  std::atomic<bool> sleeping_{false};
  std::atomic<unsigned> references_{1};
  int event_;
  unsigned process_ = forks_behind();
};

/// One reference to it.
struct release_mailbox {
  void operator()(mailbox *m) const noexcept { m->release(); }
};

} // namespace coax::detail
