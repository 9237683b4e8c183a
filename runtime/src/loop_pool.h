// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loops of one run() and their threads.
#pragma once

#include "loop.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace coax::detail {

/// Before tasks are destroyed: what pool threads are working on stays as it is (see
/// loop::shut_down()), and so has what awaits it by on(), as it may refer to what its caller has.
void keep_callers_of_offloads(const loop &l) noexcept;

/// Made and stopped by the thread of the first loop, which it does not own.
///
/// They end in two steps. First every loop stops where it is: from then on no task runs, on any
/// thread, and none is in a queue. Then one after the other, each on its own thread, destroys its
/// tasks, so that what one destroys and what another does cannot meet.
class loop_pool {
public:
  /// Starts the threads of `count - 1` loops; 0: as many loops as there are processors. Throws
  /// std::system_error.
  loop_pool(loop &first, unsigned count);
  ~loop_pool() { stop(); }
  loop_pool(const loop_pool &) = delete;
  loop_pool &operator=(const loop_pool &) = delete;

  /// Ends them all but the first, which has stopped and is destroyed by its owner after that.
  void stop() noexcept;

  /// The first one first.
  const std::vector<loop *> &all() const noexcept { return all_; }
  /// Whether the loop is one of them and none of their tasks runs any more. For those that destroy
  /// tasks.
  bool has_stopped(const loop_address &l) const noexcept;

  /// In the child of a fork: only the loop `mine` is there.
  void forget_others_after_fork(loop &mine) noexcept;

private:
  struct stop_letter final : job {
    explicit stop_letter(loop &l) noexcept : of(l) {}
    void run() noexcept override { of.stop(); }
    loop &of;
  };
  struct worker {
    explicit worker(unsigned place) : letter(here), place(place) {}
    loop here;
    stop_letter letter;
    const unsigned place; ///< 0 for the first
    std::thread thread;
  };
  void start(worker &w);
  void serve(worker &w) noexcept;

  std::deque<worker> workers_; // a loop cannot be moved
  std::vector<loop *> all_;
  std::mutex mutex_; ///< guards what follows
  std::condition_variable changed_;
  unsigned running_ = 0; ///< workers whose tasks may run
  unsigned ended_ = 0;   ///< how many have destroyed their tasks; it is the next one's turn
  bool stopped_ = false; ///< no task runs any more
};

} // namespace coax::detail
