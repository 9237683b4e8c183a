// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A child process from its start until it is reaped.
#pragma once

#include <coax/process.hpp>
#include <optional>
#include <sys/types.h>

namespace coax::detail {

/// A descriptor that is readable when the process has ended; -1 and errno where there are none
/// (before Linux 5.3, or forbidden). Source: pidfd_open(2).
int open_pid(pid_t pid) noexcept;

/// A child of this process, which nobody else waits for. Destroying it leaves it to a thread to
/// reap the child, which has been killed by then, unless it has ended or is given up.
class child {
public:
  /// Takes over the child; `leads_group`: signals go to all of its group.
  child(pid_t pid, bool leads_group) noexcept : pid_(pid), leads_group_(leads_group) {}
  child(const child &) = delete;
  child &operator=(const child &) = delete;
  ~child();

  pid_t pid() const noexcept { return pid_; }
  /// How it has ended; nothing while it runs. Reaps it. Throws std::system_error when somebody else
  /// has done so.
  std::optional<exit_status> poll();
  /// A descriptor that is readable when it has ended; this object's. Throws std::system_error.
  int end_descriptor();
  /// False when it has ended; throws std::system_error when it may not be signalled.
  bool kill(int signal);
  void give_up() noexcept { state_ = lost; }

private:
  /// What is known without asking the system.
  enum { running, ended, lost } state_ = running;
  void ask() noexcept;

  pid_t pid_;
  bool leads_group_;
  exit_status status_;
  descriptor_owner end_;
};

} // namespace coax::detail
