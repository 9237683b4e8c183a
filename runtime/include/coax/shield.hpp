// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// shield(): work that goes on to its end in a task that is being cancelled.
#pragma once

#include <coax/gather.hpp>

namespace coax {

namespace detail {

/// Runs the one arm out of reach of the owner's cancellation.
class shield_wait final : public arms_wait {
public:
  explicit shield_wait(arm_base *const *arm) noexcept : arms_wait(arm, 1) { shielded_ = true; }

private:
  void started(arm_base &one) noexcept override { one.cancel_requested = false; }
  void cancel() noexcept override {}
};

template <class T> task<T> shielded(owned_arm<T> work) {
  arm_base *const all[] = {work.get()};
  shield_wait wait(all);
  co_await wait;
  co_return work->take();
}

} // namespace detail

/// Awaits the task, which does not notice that the awaiting one is cancelled, before or meanwhile:
/// for cleaning up, `co_await shield(close(x))`. The await lasts until the task has ended and
/// yields its value or rethrows its exception; the cancellation is met at the next await. What
/// could last forever needs a limit inside: `shield(timeout(1s, …))`, as one outside would be
/// ignored.
template <class T> task<T> shield(task<T> &&work) {
  return detail::shielded<T>(detail::make_arm(std::move(work)));
}

} // namespace coax
