// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/gather.hpp>

namespace coax::detail {

strand *arm_base::parent() const noexcept { return &group->owner(); }

void arm_base::finish() noexcept {
  --group->running_;
  group->ended(*this);
}

void arm_base::destroy(std::coroutine_handle<> body) noexcept {
  top = nullptr; // observers follow it
  loop *here = cancel_requested ? current_loop() : nullptr;
  strand *outer = here ? here->running() : nullptr;
  if (outer)
    here->set_running(this);
  body.destroy();
  if (outer)
    here->set_running(outer);
}

void arms_wait::start(arm_base &one) noexcept {
  one.group = this;
  one.start(home(), &one.first(), owner().cancel_requested);
  started(one);
}

bool arms_wait::arm() {
  running_ = count_;
  for (std::size_t i = 0; i < count_; ++i) {
    arms_[i]->place = i;
    start(*arms_[i]);
  }
  return count_ != 0;
}

void arms_wait::cancel_arms() noexcept {
  for (std::size_t i = 0; i < count_; ++i)
    if (!arms_[i]->finished)
      arms_[i]->cancel();
}

void arms_wait::ended(arm_base &one) noexcept {
  if (std::exception_ptr failure = one.error())
    fail(std::move(failure));
  wake_if_all_ended();
}

void arms_wait::fail(std::exception_ptr failure) noexcept {
  if (failure_)
    return;
  failure_ = std::move(failure);
  cancel_arms();
}

void arms_wait::wake_if_all_ended() noexcept {
  if (running_ == 0)
    wake();
}

} // namespace coax::detail
