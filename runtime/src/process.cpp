// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "child.h"
#include "descriptor.h"
#include "owned_call.h"
#include "waits.h"

#include <cerrno>
#include <coax/offload.hpp>
#include <coax/process.hpp>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

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

/// Waits for a change of a child's state as waitpid() would, but leaves the child to be reaped: a
/// wait that goes on by itself takes none from the program. Source: waitid(2).
struct child_watch final : detail::owned_call {
  child_watch(pid_t which, int how) noexcept : pid(which), options(how) {}
  void call() noexcept override {
    siginfo_t changed;
    const int result = ::waitid(kind(), number(), &changed, options | WEXITED | WNOWAIT);
    error = result < 0 ? errno : 0;
  }
  idtype_t kind() const noexcept { return pid > 0 ? P_PID : pid == -1 ? P_ALL : P_PGID; }
  id_t number() const noexcept {
    return static_cast<id_t>(pid > 0 ? pid : pid == 0 ? ::getpgrp() : -pid);
  }

  const pid_t pid;
  const int options; ///< of waitpid(); WUNTRACED is WSTOPPED
  int error = 0;
};

/// A new one, or one that a cancelled task of this thread has left behind: however often a wait is
/// cancelled, it has one thread.
std::shared_ptr<child_watch> watch_of(pid_t pid, int options) {
  static thread_local std::vector<std::weak_ptr<child_watch>> known;
  std::erase_if(known, [](const auto &each) { return each.expired(); });
  for (const auto &each : known) {
    auto watch = each.lock();
    if (watch && watch->pid == pid && watch->options == options && watch->goes_on_by_itself())
      return watch;
  }
  auto fresh = std::make_shared<child_watch>(pid, options);
  known.push_back(fresh);
  return fresh;
}

/// 0 when a child may have changed its state, else an errno value. A pid descriptor tells of the
/// end of one child only; groups and stopped children need a thread.
task<int> wait_for_change(pid_t pid, int options, bool by_thread) {
  if (!by_thread) {
    const int error = co_await wait_for_end(pid);
    if (error == 0 || error == EINTR)
      co_return error;
  }
  const auto watch = watch_of(pid, options);
  detail::owned_call_wait wait(*watch, detail::lane_kind::general,
                               detail::on_signal::interrupt_or_restart);
  co_await wait;
  co_return wait.interrupted() ? EINTR : watch->error;
}

struct shell_call final : detail::owned_call {
  explicit shell_call(const char *text) {
    if (text)
      command = text;
  }
  void call() noexcept override { status = std::system(command ? command->c_str() : nullptr); }

  std::optional<std::string> command;
  int status = -1;
};

} // namespace

task<pid_t> waitpid(pid_t pid, int *status, int options) {
  detail::turn_wait turn(false);
  co_await turn;
  bool by_thread = pid <= 0 || (options & (WUNTRACED | WCONTINUED));
  for (int error = 0;; by_thread = true) {
    const pid_t ended = ::waitpid(pid, status, options | WNOHANG);
    if (ended != 0 || (options & WNOHANG))
      co_return ended;
    if (error) {
      errno = error;
      co_return -1;
    }
    error = co_await wait_for_change(pid, options, by_thread);
  }
}

task<int> system(const char *command) {
  const auto shell = std::make_shared<shell_call>(command);
  detail::owned_call_wait wait(*shell, detail::lane_kind::general);
  co_await wait;
  co_return shell->status;
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
