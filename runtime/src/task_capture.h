// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop ⇒ plain records of what is live on it, as they are in memory: places are pointers, nothing
// is spelled out.
#pragma once

#include "loop_metrics.h"

#include <coax/detail/site.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coax::detail {

class loop;
class strand;

struct captured_task {
  enum class state : unsigned char { running, ready, waiting };
  std::uint64_t id = 0;
  std::uint64_t parent = 0; ///< 0: none, or it has ended
  const strand *at = nullptr;
  bool is_spawned = false;
  state doing = state::ready;
  bool cancelling = false;
  const char *waits_for = ""; ///< a literal
  std::int64_t started = 0;   ///< CLOCK_MONOTONIC, ns
  site spawned_at;
  std::string name;
  std::size_t first_frame = 0, frames = 0; ///< in loop_capture::stack
};

struct loop_capture {
  std::vector<captured_task> tasks; ///< oldest first
  std::vector<site> stack;          ///< of all tasks, each innermost frame first
  std::size_t left_out = 0;         ///< tasks beyond most_tasks
  bool stalled = false;             ///< the loop did not answer: read from outside
  std::int64_t at = 0;              ///< CLOCK_MONOTONIC, ns
  loop_metrics_record metrics;      ///< empty when stalled
};

/// The most tasks of one capture; the newest of a loop with more are left out.
inline constexpr std::size_t most_tasks = 100'000;
/// The most frames of one task.
inline constexpr std::size_t most_frames = 200;

/// On the loop's own thread.
void capture_here(const loop &l, loop_capture &into);
/// On another thread, of a loop that is not expected to move but may. Only the kernel reads its
/// memory, so that what is freed meanwhile does no harm. False when it moved all the same.
bool capture_from_outside(const loop &l, loop_capture &into);

/// The same for the one task that runs, if there is one and it does not move.
bool capture_running_from_outside(const loop &l, captured_task &task, std::vector<site> &stack);

} // namespace coax::detail
