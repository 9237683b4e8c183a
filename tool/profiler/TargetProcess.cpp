// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/TargetProcess.h"

#include "analyzers/base/Error.h"
#include "tool/profiler/ProcFs.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coax::profiler {

namespace {

rlimit originalLimit{};
bool limitRaised = false;

/// In the child: becomes the command, or writes errno to `report` and ends.
[[noreturn]] void execute(char *const *arguments, bool outputToError, int report) {
  if (limitRaised)
    setrlimit(RLIMIT_NOFILE, &originalLimit);
  if (outputToError)
    dup2(STDERR_FILENO, STDOUT_FILENO);
  execvp(arguments[0], arguments);
  int error = errno;
  [[maybe_unused]] ssize_t written = write(report, &error, sizeof error);
  _exit(127);
}

TargetExit fromStatus(int status) {
  if (WIFEXITED(status))
    return {TargetExit::Kind::Exited, WEXITSTATUS(status)};
  return {TargetExit::Kind::Signaled, WTERMSIG(status)};
}

void sleepMilliseconds(long milliseconds) {
  timespec time{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
  nanosleep(&time, nullptr);
}

} // namespace

ChildProcess::ChildProcess(ChildProcess &&other) noexcept
    : process_(std::exchange(other.process_, 0)), exit_(other.exit_) {}

ChildProcess::~ChildProcess() {
  if (process_ > 0)
    stop(/*graceful=*/false);
}

TargetExit ChildProcess::poll() {
  int status = 0;
  if (exit_.kind == TargetExit::Kind::StillRunning &&
      waitpid(process_, &status, WNOHANG) == process_)
    exit_ = fromStatus(status);
  return exit_;
}

TargetExit ChildProcess::stop(bool graceful) {
  constexpr int patience = 5000, step = 10; // milliseconds
  const int ask = graceful ? 1000 : 0;
  for (int waited = 0; poll().kind == TargetExit::Kind::StillRunning; waited += step) {
    if (waited == ask)
      kill(process_, SIGTERM);
    else if (waited == ask + patience)
      kill(process_, SIGKILL);
    sleepMilliseconds(step);
  }
  return exit_;
}

llvm::Expected<ChildProcess> launch(const std::vector<std::string> &command, bool outputToError) {
  std::vector<char *> arguments;
  for (const std::string &word : command)
    arguments.push_back(const_cast<char *>(word.c_str()));
  arguments.push_back(nullptr);

  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0)
    return makeError("cannot start {0}: {1}", command.front(), std::strerror(errno));
  pid_t process = fork();
  if (process == 0)
    execute(arguments.data(), outputToError, report[1]);
  int forkError = errno;
  close(report[1]);
  int error = 0;
  ssize_t got = process > 0 ? read(report[0], &error, sizeof error) : 0;
  close(report[0]);
  if (process < 0)
    return makeError("cannot start {0}: {1}", command.front(), std::strerror(forkError));
  if (got > 0) {
    waitpid(process, nullptr, 0);
    return makeError("cannot run {0}: {1}", command.front(), std::strerror(error));
  }
  return ChildProcess(process);
}

llvm::Error checkAccess(pid_t process) {
  if (kill(process, 0) != 0 && errno == ESRCH)
    return makeError("no process {0}", process);
  auto call = readProcFile(taskPath(process, process, "syscall"));
  if (!call && (errno == EACCES || errno == EPERM))
    return makeError("may not look at process {0}: it belongs to another user, is not dumpable, or "
                     "kernel.yama.ptrace_scope forbids it; start it under coax profile, or run "
                     "coax as its user or with CAP_SYS_PTRACE",
                     process);
  if (!call && errno == ENOENT)
    return makeError("no process {0}, or a kernel without /proc/PID/syscall "
                     "(CONFIG_HAVE_ARCH_TRACEHOOK)",
                     process);
  if (!readProcFile(taskPath(process, process, "schedstat")))
    return makeError("the kernel has no /proc/PID/task/TID/schedstat (CONFIG_SCHED_INFO)");
  return llvm::Error::success();
}

void raiseDescriptorLimit() {
  rlimit limit;
  if (limitRaised || getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return;
  originalLimit = limit;
  limit.rlim_cur = limit.rlim_max;
  limitRaised = setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

} // namespace coax::profiler
