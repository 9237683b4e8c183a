// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/timeout.hpp>

namespace coax::detail {

namespace {

class limited_arms_wait final : public arms_wait {
public:
  limited_arms_wait(arm_base *const *arms, std::size_t count, instant deadline) noexcept
      : arms_wait(arms, count), deadline_(deadline) {}
  ~limited_arms_wait() {
    if (armed())
      home().timers.disarm(*this);
  }

  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> frame) {
    // First what may throw: arms that have been started cannot be taken back.
    if (strand *owner = frame.promise().owner)
      owner->home().timers.arm(*this, deadline_);
    return arms_wait::await_suspend(frame);
  }
  void await_resume() {
    home().timers.disarm(*this);
    arms_wait::await_resume();
  }
  bool expired() const noexcept { return expired_; }

private:
  void expire() noexcept override {
    expired_ = !owner().cancel_requested;
    cancel_arms();
  }

  instant deadline_;
  bool expired_ = false;
};

} // namespace

task<bool> run_limited(arm_base *const *arms, std::size_t count, std::int64_t ns) {
  limited_arms_wait wait(arms, count, after(ns));
  co_await wait;
  co_return wait.expired();
}

} // namespace coax::detail
