// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PID => how many threads the process has and how much memory it takes, from /proc.
#pragma once

#include <sys/types.h>

namespace coax::bench {

/// Memory in KiB; -1 where the kernel does not say.
struct ProcessStatus {
  long threads = -1;
  long residentKib = -1;     ///< Pages in RAM now.
  long peakResidentKib = -1; ///< The most there ever were.
  long virtualKib = -1;      ///< Address space, stacks in full.
  long pageTablesKib = -1;   ///< Of the kernel, on top of the above.
};

/// Everything is -1 if there is no such process. Source: proc_pid_status(5).
ProcessStatus readProcessStatus(pid_t pid);

} // namespace coax::bench
