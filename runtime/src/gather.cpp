// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/gather.hpp>

namespace coax::detail {

void arms_wait::start(arm_base &one, std::coroutine_handle<> first,
                      promise_base &promise) noexcept {
  one.group = this;
  one.on_finish = &arms_wait::finish;
  one.start(home(), first, promise, &owner());
}

bool arms_wait::arm() {
  running_ = count_;
  for (std::size_t i = 0; i < count_; ++i)
    arms_[i]->start_in(*this);
  return count_ != 0;
}

void arms_wait::cancel_arms() noexcept {
  for (std::size_t i = 0; i < count_; ++i)
    if (!arms_[i]->finished)
      arms_[i]->cancel();
}

void arms_wait::finish(strand *ended) {
  const auto *one = static_cast<arm_base *>(ended);
  arms_wait &all = *one->group;
  if (!all.failure_ && (all.failure_ = one->error()))
    all.cancel_arms();
  if (--all.running_ == 0)
    all.wake();
}

void arms_wait::rethrow() const {
  if (failure_)
    std::rethrow_exception(failure_);
}

} // namespace coax::detail
