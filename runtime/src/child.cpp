// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "child.h"

#include "loop.h"
#include "signal_mask.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace coax {

int exit_status::code() const noexcept {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -WTERMSIG(wait_status);
}

int exit_status::signal() const noexcept {
  return WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
}

namespace detail {

namespace {

void start_thread(auto body) {
  const without_signals inherited;
  std::thread(body).detach();
}

/// The place of a pid descriptor: an eventfd, and a thread that waits for the child but leaves it
/// to be reaped. The thread has a descriptor of its own, as the other may be closed before.
int watch_by_thread(pid_t pid) {
  descriptor_owner event(::eventfd(0, EFD_CLOEXEC));
  descriptor_owner copy(event ? ::fcntl(event.fd(), F_DUPFD_CLOEXEC, 0) : -1);
  if (!copy)
    throw_errno(errno, "eventfd");
  start_thread([pid, told = copy.fd()] {
    siginfo_t how;
    while (::waitid(P_PID, static_cast<id_t>(pid), &how, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(told, &one, sizeof one);
    ::close(told);
  });
  copy.release();
  return event.release();
}

/// Reaps a child that has been killed. Where no thread can be had it stays a zombie.
void reap_soon(pid_t pid) noexcept {
  if (::waitpid(pid, nullptr, WNOHANG) != 0)
    return;
  try {
    start_thread([pid] {
      while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
      }
    });
  } catch (const std::system_error &) {
  }
}

} // namespace

int open_pid(pid_t pid) noexcept { return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)); }

child::~child() {
  forget_descriptor(end_.fd());
  if (state_ == running)
    reap_soon(pid_);
}

void child::ask() noexcept {
  if (state_ != running)
    return;
  const pid_t got = ::waitpid(pid_, &status_.wait_status, WNOHANG);
  if (got != 0)
    state_ = got > 0 ? ended : lost;
}

std::optional<exit_status> child::poll() {
  ask();
  if (state_ == running)
    return std::nullopt;
  if (state_ == lost)
    throw_errno(ECHILD, "wait for process " + std::to_string(pid_));
  return status_;
}

int child::end_descriptor() {
  if (end_)
    return end_.fd();
  end_ = descriptor_owner(open_pid(pid_));
  if (!end_)
    end_ = descriptor_owner(watch_by_thread(pid_));
  renew_descriptor(end_.fd());
  return end_.fd();
}

// A child that has not been reaped keeps its number, and that of its group.
bool child::kill(int signal) {
  ask();
  if (state_ != running)
    return false;
  if (::kill(leads_group_ ? -pid_ : pid_, signal) == 0)
    return true;
  if (errno != ESRCH)
    throw_errno(errno, "kill process " + std::to_string(pid_));
  return false;
}

} // namespace detail
} // namespace coax
