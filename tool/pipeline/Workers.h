// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work on many units in forked processes: indices in, bytes out. A worker that crashes, is killed
// or hangs costs the one unit that it was at; a new worker takes its place.
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace coax {

struct UnitResult {
  std::string bytes;   ///< what `work` returned
  std::string failure; ///< empty, or why there is no result: "its worker was killed by signal 11"

  bool ok() const { return failure.empty(); }
};

struct WorkOptions {
  unsigned jobs = 0;                 ///< number of processes; 0: one a hardware thread
  std::chrono::seconds timeout{300}; ///< for one unit; its worker is killed after that
  /// Called in this process after each unit with the number of units done so far; may be empty.
  llvm::function_ref<void(std::size_t)> progress;
  /// Called in this process with the index of each unit that a worker is about to get; may be
  /// empty.
  llvm::function_ref<void(std::size_t)> started;
};

/// `jobs`, or one a hardware thread if it is 0.
std::size_t jobCount(unsigned jobs);

/// Runs `work(i)` for each i below `count` in forked workers and returns the results in order of
/// index, whatever the order of completion. `work` runs in a copy of this process: it sees all of
/// its memory, changes none of it. Must be called before this process starts threads. If no process
/// can be started at all, every unit fails.
std::vector<UnitResult> mapUnits(std::size_t count,
                                 llvm::function_ref<std::string(std::size_t)> work,
                                 const WorkOptions &options = {});

} // namespace coax
