// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One handler for the signals that somebody in the runtime listens to; those are told in the
// handler itself. A handler, not signalfd: that needs the signals blocked in every thread of the
// program, also in those that were there before, and passes the mask on to its children.
#pragma once

#include "signal_mask.h"
#include <atomic>

namespace coax::detail {

class signal_listener {
public:
  /// A reserve is told only of signals that no other listener wants.
  explicit signal_listener(bool reserve = false) noexcept : reserve_(reserve) {}
  signal_listener(const signal_listener &) = delete;
  signal_listener &operator=(const signal_listener &) = delete;

  /// Called on whichever thread takes the signal, in its handler: nothing but what signal-safety(7)
  /// allows. All signals are blocked meanwhile.
  virtual void on_signal(int number) noexcept = 0;
  /// In the child of a fork.
  virtual void reopen_after_fork() noexcept {}

protected:
  ~signal_listener() = default;

  /// Installs the handler for the signals of the mask where it is not. Throws std::system_error
  /// when the system refuses one (SIGKILL, SIGSTOP), and then listens to none.
  void listen(signal_mask wanted);
  /// Ends that. Restores what was installed before the first of several listeners, unless the
  /// program has installed something else since. on_signal() is not running any more afterwards.
  void stop_listening() noexcept;

private:
  friend struct signal_hub;
  bool reserve_;
  signal_mask wanted_ = 0;
  std::atomic<signal_listener *> next_{nullptr};
};

constexpr signal_mask mask_of(int number) noexcept { return signal_mask{1} << (number - 1); }

/// Whether the handler has run on this thread since the last call.
bool was_interrupted_for_listeners() noexcept;

/// In the child of a fork, before the loop watches its descriptors anew: what other threads were
/// about to do with the listeners will not happen.
void reopen_signals_after_fork() noexcept;

} // namespace coax::detail
