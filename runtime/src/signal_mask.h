// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The signals that a thread does not take. One word, as the kernel has it: sigset_t reserves 128
// bytes, of which the C library leaves 120 as they were.
#pragma once

#include <csignal>
#include <cstdint>
#include <sys/syscall.h>
#include <unistd.h>

namespace coax::detail {

using signal_mask = std::uint64_t;

/// Every signal but the two by which the C library speaks to its threads.
inline constexpr signal_mask every_signal = ~(std::uint64_t{3} << (32 - 1));

/// Sets that of the calling thread and returns what it was.
inline signal_mask exchange_signal_mask(signal_mask mask) noexcept {
  signal_mask before = 0;
  ::syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, &before, sizeof mask);
  return before;
}

/// Blocks those in `mask` too, for the calling thread; returns what it blocked before.
inline signal_mask block_signals(signal_mask mask) noexcept {
  signal_mask before = 0;
  ::syscall(SYS_rt_sigprocmask, SIG_BLOCK, &mask, &before, sizeof mask);
  return before;
}

inline signal_mask current_signal_mask() noexcept {
  signal_mask mask = 0;
  ::syscall(SYS_rt_sigprocmask, SIG_SETMASK, nullptr, &mask, sizeof mask);
  return mask;
}

/// A thread that is started meanwhile takes no signals: they are for the program's own threads.
class without_signals {
public:
  without_signals() noexcept : before_(exchange_signal_mask(every_signal)) {}
  without_signals(const without_signals &) = delete;
  ~without_signals() { exchange_signal_mask(before_); }

private:
  signal_mask before_;
};

} // namespace coax::detail
