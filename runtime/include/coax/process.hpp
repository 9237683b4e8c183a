// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Child processes, in the shapes of the POSIX calls.
#pragma once

#include <coax/task.hpp>
#include <sys/types.h>

namespace coax {

/// waitpid(2): a pid, 0 with WNOHANG, or -1 and errno.
task<::pid_t> waitpid(::pid_t pid, int *status, int options);

/// system(3): the wait status of `sh -c command`, or -1.
task<int> system(const char *command);

} // namespace coax
