// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "interrupt_watch.h"

#include <csignal>

namespace coax::detail {

namespace {

bool is_at_default(int number) noexcept {
  struct sigaction present {};
  return ::sigaction(number, nullptr, &present) == 0 && present.sa_handler == SIG_DFL;
}

void set_default(int number) noexcept {
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  ::sigaction(number, &action, nullptr);
}

} // namespace

interrupt_watch::interrupt_watch(loop &of, strand &root)
    : signal_listener(true), loop_(of), root_(root) {
  if (!is_at_default(SIGINT))
    return;
  listen(mask_of(SIGINT));
  listens_ = true;
}

// The second one ends the program when this handler returns: SIGINT is blocked until then.
void interrupt_watch::on_signal(int number) noexcept {
  if (!came_.exchange(true)) {
    loop_.letters().post(this);
    return;
  }
  set_default(number);
  ::raise(number);
}

void interrupt_watch::run() {
  if (root_.finished)
    return;
  cancelled_ = true;
  root_.cancel();
}

bool interrupt_watch::stop() noexcept {
  if (!listens_)
    return cancelled_;
  listens_ = false;
  stop_listening();
  if (came_ && !cancelled_)
    ::raise(SIGINT);
  return cancelled_;
}

} // namespace coax::detail
