// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How an observer on another thread finds the loops of the process and talks to them. The loops pay
// for it once a turn, not once a task.
#pragma once

#include "task_capture.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <sys/types.h>
#include <vector>

namespace coax::detail {

class loop;

/// Stands for a loop, before, while and after it is there.
class loop_presence {
public:
  loop_presence(loop &of, unsigned number) noexcept : number_(number), loop_(&of) {}

  unsigned number() const noexcept { return number_; } ///< 1 for the first loop of the process

  /// The thread that runs the loop; 0: none does. Set by that thread.
  void set_thread(pid_t thread) noexcept { thread_.store(thread, std::memory_order_relaxed); }
  pid_t thread() const noexcept { return thread_.load(std::memory_order_relaxed); }

  /// How many stalls the watchdog has seen.
  std::uint64_t stalls() const noexcept { return stalls_.load(std::memory_order_relaxed); }
  void count_stall() noexcept { stalls_.fetch_add(1, std::memory_order_relaxed); }

  /// What is live on the loop. On the loop's own thread at once; on another the loop is asked, and
  /// if it has not answered for 100 ms, because its task does not let go of it, it is read from
  /// outside. False when the loop is gone, or moved while it was read.
  bool capture(loop_capture &into);

  /// Calls look(loop), which has to be short: the loop cannot go away meanwhile. False when it is
  /// gone already.
  template <class Look> bool with_loop(Look &&look) {
    const std::lock_guard lock(mutex_);
    if (loop_)
      look(*loop_);
    return loop_ != nullptr;
  }

  /// Loop thread, once a turn: whether someone asked; answer() then.
  bool asked() const noexcept { return asked_.load(std::memory_order_relaxed); }
  void answer() noexcept;

private:
  friend class loop_registry;
  void leave() noexcept;

  const unsigned number_;
  std::atomic<pid_t> thread_{0};
  std::atomic<bool> asked_{false};
  std::atomic<std::uint64_t> stalls_{0};
  std::mutex mutex_; ///< guards what follows
  std::condition_variable answered_;
  loop *loop_;
  loop_capture *wanted_ = nullptr; ///< where the answer goes; null: answered, or nothing asked
};

/// Starts what COAX_SOCKET and COAX_WATCHDOG ask for, once a process.
void observe_as_environment_says() noexcept;

/// The loops of the process. Any thread.
class loop_registry {
public:
  static std::shared_ptr<loop_presence> enter(loop &l);
  static void leave(loop_presence &p) noexcept;
  static std::vector<std::shared_ptr<loop_presence>> all();
};

} // namespace coax::detail
