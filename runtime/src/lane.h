// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lane is a group of pool threads with a queue. Threads start when needed, stop when idle.
#pragma once

#include "loop_metrics.h"

#include <coax/offload.hpp>
#include <condition_variable>
#include <mutex>

namespace coax::detail {

/// Up to `prompt` threads are started at once. Beyond that one is added only after the queue has
/// not moved for 10 ms, which means that all are blocked: jobs that wait for one another then make
/// progress, while a burst of short jobs does not become a burst of threads. Never destroyed.
class lane {
public:
  /// `lasting`: the threads do not stop when idle.
  lane(unsigned prompt, unsigned most, bool lasting = false) noexcept
      : prompt_(prompt), most_(most), lasting_(lasting) {}

  /// Throws what std::thread does, and has not taken the job, when there is no thread at all.
  void submit(lane_job &work);
  /// False when a thread has already taken it.
  bool withdraw(lane_job &work) noexcept;
  void add_to(offload_metrics &sum) noexcept;

private:
  bool append(lane_job &work);
  bool call_one() noexcept;
  void serve();
  void watch();
  bool provide_for_one_more();
  void start_thread(void (lane::*body)());
  bool wait_for_work(std::unique_lock<std::mutex> &lock);
  lane_job *take(std::unique_lock<std::mutex> &lock);

  std::mutex mutex_;
  std::condition_variable work_;
  lane_job *first_ = nullptr;
  lane_job **last_ = &first_;
  unsigned prompt_, most_;
  bool lasting_;
  unsigned threads_ = 0;
  unsigned idle_ = 0;   ///< threads in take()
  unsigned queued_ = 0; ///< jobs no thread has taken
  /// An idle thread has been told and has not come yet. It tells the next when there is more to do,
  /// so that a burst of short jobs wakes few.
  bool called_ = false;
  unsigned long taken_ = 0;
  counting_histogram waits_;
  bool watched_ = false;
};

lane &lane_of(lane_kind kind);
/// Of all lanes together.
offload_metrics measure_lanes();

} // namespace coax::detail
