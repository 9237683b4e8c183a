// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The whole of sampling: a command or a process id ⇒ Profile.
#pragma once

#include "analyzers/model/Profile.h"
#include "tool/profiler/Sampler.h"

#include <llvm/Support/Error.h>

#include <atomic>
#include <string>
#include <vector>

namespace coax::profiler {

struct ProfilerRequest {
  std::vector<std::string> command; ///< to start; empty: attach to `process`
  pid_t process = 0;
  SamplerOptions sampling;
  bool outputToError = false; ///< send the command's standard output to standard error
};

/// Samples until the target ends, the duration is over or `stop` becomes true, then symbolises. A
/// command that was started here and still runs is stopped (SIGTERM, after five seconds SIGKILL);
/// a process that was attached to goes on untouched. Fails when the command cannot be run, the
/// process does not exist, or the kernel forbids looking at it.
llvm::Expected<Profile> profileTarget(const ProfilerRequest &request,
                                      const std::atomic<bool> &stop);

} // namespace coax::profiler
