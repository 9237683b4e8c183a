// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Child processes, in the shapes of the POSIX calls.
#pragma once

#include <coax/task.hpp>
#include <cstdio>
#include <spawn.h>
#include <sys/types.h>

namespace coax {

/// waitpid(2): a pid, 0 with WNOHANG, or -1 and errno.
task<::pid_t> waitpid(::pid_t pid, int *status, int options);

/// system(3): the wait status of `sh -c command`, or -1.
task<int> system(const char *command);

/// popen(3), on a pool thread that lasts as long as the program. What it returns is the C
/// library's: both pclose()s may close it.
task<std::FILE *> popen(const char *command, const char *mode);
/// pclose(3): the wait status of the command, or -1 and errno. A pool thread waits for it, also
/// when the task is cancelled meanwhile.
task<int> pclose(std::FILE *stream);

/// posix_spawn(3) and posix_spawnp(3): 0 or an errno value. What the arguments point to must stay
/// valid until the await returns.
task<int> posix_spawn(::pid_t *pid, const char *path, const ::posix_spawn_file_actions_t *actions,
                      const ::posix_spawnattr_t *attributes, char *const argv[],
                      char *const envp[]);
task<int> posix_spawnp(::pid_t *pid, const char *file, const ::posix_spawn_file_actions_t *actions,
                       const ::posix_spawnattr_t *attributes, char *const argv[],
                       char *const envp[]);

} // namespace coax
