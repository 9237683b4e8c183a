// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The watchdog: reports a task that does not let go of its loop.
#pragma once

#include "timer_queue.h"

#include <deque>
#include <map>
#include <string>

namespace coax::detail {

class loop_presence;

/// Looks at every loop from a thread of its own. The loops only count their steps.
class stall_watch {
public:
  explicit stall_watch(std::int64_t limit_ns) noexcept : limit_(limit_ns) {}

  /// Looks for ever, some times in each limit; writes reports to standard error.
  [[noreturn]] void run();

private:
  struct last_look {
    std::uint64_t beat = 0;
    instant since = 0;
    bool reported = false;
  };
  void look(loop_presence &at);
  bool may_report(instant at);
  std::string report(loop_presence &on, std::int64_t ns);

  const std::int64_t limit_;
  std::map<unsigned, last_look> looks_; ///< by number of the loop
  std::deque<instant> reports_;         ///< of the last minute
  unsigned held_back_ = 0;
};

} // namespace coax::detail
