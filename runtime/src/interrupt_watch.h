// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What run(…, cancel_on_interrupt) does about SIGINT.
#pragma once

#include "loop.h"
#include "signal_hub.h"

#include <atomic>

namespace coax::detail {

/// While it lives, the first SIGINT cancels `root` and the second ends the program; nothing when
/// SIGINT was not at its default before. A signal_set for SIGINT comes first.
class interrupt_watch final : private signal_listener, private job {
public:
  interrupt_watch(loop &of, strand &root);
  ~interrupt_watch() { stop(); }

  /// Restores what was before. Whether a SIGINT has cancelled the root; one that came too late for
  /// that is raised again.
  bool stop() noexcept;

private:
  void on_signal(int number) noexcept override;
  void run() override;

  loop &loop_;
  strand &root_;
  bool listens_ = false;
  std::atomic<bool> came_{false};
  bool cancelled_ = false;
};

} // namespace coax::detail
