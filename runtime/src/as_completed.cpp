// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/as_completed.hpp>

namespace coax::detail {

void completion_wait::ended(arm_base &one) noexcept {
  const bool failed = one.error() != nullptr;
  if (failed && !consumed_)
    fail(one.error());
  if (one.place == consumer_) {
    consumed_ = true;
    cancel_arms();
  } else if (!failed) {
    order_.push_back(one.place);
    completed_.release();
  }
  wake_if_all_ended();
}

} // namespace coax::detail
