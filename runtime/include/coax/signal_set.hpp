// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signals, awaited: signal_set.
#pragma once

#include <coax/task.hpp>
#include <csignal>
#include <initializer_list>
#include <memory>

namespace coax {

namespace detail {
class signal_queue;
}

/// Takes some signals over for as long as it lives: instead of what they would do, a task gets
/// them.
///
///     coax::signal_set stop{SIGINT, SIGTERM};
///     const int number = co_await stop.next();
///
/// By a handler with SA_RESTART: any thread of the program may take the signal, no mask is changed,
/// and programs that are started have it at its default. A signal that every thread blocks comes
/// when one unblocks it. The main task is not interrupted (EINTR), system calls of other threads
/// are as signal(7) says.
///
/// There may be several sets; each gets every signal of its own. When the last of them goes, what
/// was installed before the first is restored, unless the program has installed something else
/// since; signals that nobody has taken are forgotten. Of signals with one number that nobody has
/// taken yet one is kept, real-time ones too. Must outlive the tasks that wait in it.
class signal_set {
public:
  /// Throws std::system_error (EINVAL) for SIGKILL, SIGSTOP, no signals, and those that a thread
  /// brings on itself (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS), which would come again at
  /// once.
  signal_set(std::initializer_list<int> numbers);
  signal_set(signal_set &&other) noexcept;
  signal_set &operator=(signal_set &&other) noexcept;
  ~signal_set();

  /// Waits for the next signal and yields its number; the lowest when several are there. Tasks of
  /// several loops may wait: each signal goes to one.
  task<int> next();

private:
  std::unique_ptr<detail::signal_queue> queue_;
};

} // namespace coax
