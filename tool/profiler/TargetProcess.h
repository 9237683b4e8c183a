// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The process to be sampled: started here, or already running.
#pragma once

#include "analyzers/model/Profile.h"

#include <llvm/Support/Error.h>

#include <string>
#include <sys/types.h>
#include <vector>

namespace coax::profiler {

/// A process started by launch(). Ends with the object: a target that still runs is asked to stop
/// (SIGTERM), then killed after five seconds.
class ChildProcess {
public:
  explicit ChildProcess(pid_t process) : process_(process) {}
  ChildProcess(ChildProcess &&other) noexcept;
  ChildProcess &operator=(ChildProcess &&) = delete;
  ~ChildProcess();

  pid_t process() const { return process_; }

  /// How it ended; StillRunning if it has not. Does not wait.
  TargetExit poll();

  /// Asks it to stop if it still runs, and waits for it. Gracefully: gives it a second to end by
  /// itself before, as it may have received the same Ctrl-C.
  TargetExit stop(bool graceful);

private:
  pid_t process_;
  TargetExit exit_{TargetExit::Kind::StillRunning, 0};
};

/// Runs `command` (searched in PATH) in this process group with this process's environment, and
/// standard output sent to standard error if `outputToError`. Returns when execve(2) succeeded.
/// Fails with the command and the reason.
llvm::Expected<ChildProcess> launch(const std::vector<std::string> &command, bool outputToError);

/// Checks that `process` exists and that this process may look at it: /proc/PID/syscall and
/// process_vm_readv(2). Fails with what is missing and what helps.
llvm::Error checkAccess(pid_t process);

/// Lets this process open as many descriptors as its hard limit allows: two for each thread of the
/// target stay open. Processes that launch() starts keep the limit from before.
void raiseDescriptorLimit();

} // namespace coax::profiler
