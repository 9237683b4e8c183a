// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "child.h"
#include "descriptor.h"
#include "waits.h"

#include <cerrno>
#include <coax/offload.hpp>
#include <coax/process.hpp>
#include <cstdlib>
#include <sys/epoll.h>
#include <sys/wait.h>

namespace coax {

namespace {

/// 0 when the child has ended, else an errno value; ENOSYS where there are no pid descriptors.
task<int> wait_for_end(pid_t pid) {
  const descriptor_owner child(detail::open_pid(pid));
  if (!child)
    co_return ENOSYS;
  detail::renew_descriptor(child.fd());
  do {
    detail::fd_wait wait(child.fd(), EPOLLIN);
    co_await wait;
    if (wait.error())
      co_return wait.error();
  } while (!detail::is_ready(child.fd(), POLLIN));
  co_return 0;
}

} // namespace

// A pid descriptor tells of the end of one child only; groups and stopped children need a thread.
task<pid_t> waitpid(pid_t pid, int *status, int options) {
  detail::turn_wait turn(false);
  co_await turn;
  pid_t ended = ::waitpid(pid, status, options | WNOHANG);
  if (ended != 0 || (options & WNOHANG))
    co_return ended;
  if (pid > 0 && !(options & (WUNTRACED | WCONTINUED))) {
    const int error = co_await wait_for_end(pid);
    if (error == EINTR) {
      errno = EINTR;
      co_return -1;
    }
    if (!error)
      co_return ::waitpid(pid, status, options | WNOHANG);
  }
  auto blocking = [=] { return ::waitpid(pid, status, options); };
  ended = co_await offload(blocking);
  co_return ended;
}

task<int> system(const char *command) {
  auto blocking = [=] { return std::system(command); };
  return offload(blocking);
}

task<std::FILE *> popen(const char *command, const char *mode) {
  auto blocking = [=] { return ::popen(command, mode); };
  return detail::offload_on(detail::lane_kind::process, blocking);
}

task<int> pclose(std::FILE *stream) {
  auto blocking = [=] { return ::pclose(stream); };
  return offload(blocking);
}

task<int> posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                      const posix_spawnattr_t *attributes, char *const argv[], char *const envp[]) {
  auto blocking = [=] { return ::posix_spawn(pid, path, actions, attributes, argv, envp); };
  return detail::offload_on(detail::lane_kind::process, blocking);
}

task<int> posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                       const posix_spawnattr_t *attributes, char *const argv[],
                       char *const envp[]) {
  auto blocking = [=] { return ::posix_spawnp(pid, file, actions, attributes, argv, envp); };
  return detail::offload_on(detail::lane_kind::process, blocking);
}

} // namespace coax
