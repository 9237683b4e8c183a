// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where another thread of this process is.
#pragma once

#include <string>
#include <sys/types.h>

namespace coax::detail {

/// What the thread does in the kernel: "in clock_nanosleep", or "on a processor or about to be".
/// Empty when /proc does not tell.
std::string thread_state_text(pid_t thread);

/// The call stack of a thread, a line each, innermost first, by a signal whose handler takes it.
/// The signal is not sent to a thread that is in a system call which it would end with EINTR,
/// whatever SA_RESTART says: sleeps, poll, sockets with a time-out; then the result is empty. A
/// thread that enters such a call at that very moment does get EINTR. Not reentrant: one thread of
/// the process calls it.
std::string thread_backtrace(pid_t thread);

/// Whether this thread's last EINTR was the doing of thread_backtrace(). Forgets it.
bool was_interrupted_for_backtrace() noexcept;

} // namespace coax::detail
