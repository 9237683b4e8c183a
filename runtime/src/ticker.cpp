// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "waits.h"

#include <coax/ticker.hpp>

namespace coax {

ticker::ticker(std::int64_t period_ns, std::nullptr_t) : period_ns_(period_ns) {
  if (period_ns <= 0)
    throw misuse("coax::ticker needs a period greater than zero");
  reset();
}

void ticker::reset() noexcept { due_ = detail::after(period_ns_); }

// A tick that is due already still lets others run when the task has spent its turn.
task<std::uint64_t> ticker::next() {
  detail::turn_wait turn(false);
  co_await turn;
  if (detail::now() < due_) {
    detail::time_wait wait(due_);
    co_await wait;
  }
  const std::int64_t ticks = (detail::now() - due_) / period_ns_ + 1;
  due_ += ticks * period_ns_;
  co_return static_cast<std::uint64_t>(ticks);
}

} // namespace coax
