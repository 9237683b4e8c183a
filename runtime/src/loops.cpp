// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop_pool.h"

#include <coax/loops.hpp>

namespace coax {

loop::loop(detail::mailbox &at) noexcept : at_(at.retain()) {}

loop::loop(const loop &other) noexcept : at_(other.at_ ? other.at_->retain() : nullptr) {}

loop::~loop() {
  if (at_)
    at_->release();
}

loop this_loop() { return loop(detail::require_loop("this_loop").letters()); }

std::vector<loop> loops() {
  const detail::loop &here = detail::require_loop("loops");
  if (!here.pool)
    return {this_loop()};
  std::vector<loop> all;
  for (detail::loop *l : here.pool->all())
    all.push_back(loop(l->letters()));
  return all;
}

namespace detail {

mailbox &address_of(const coax::loop &l) {
  if (!l.at_)
    throw misuse("a task was sent to a coax::loop that names none");
  return *l.at_;
}

bool remote_wait::arm() {
  target_.awaited_elsewhere = true;
  target_.launch_on(where_, address_of(from_));
  ++home().done_elsewhere;
  return target_.set_joiner(owner());
}

// A task of a thread that is not in this process is left as it is: nothing of it runs any more.
void remote_wait::cancel() noexcept {
  if (static_cast<mailbox *>(target_.at)->is_of_this_process())
    return target_.cancel_from_any_thread();
  if (!target_.drop_joiner(owner()))
    return;
  --home().done_elsewhere;
  wake_cancelled();
}

const char *remote_wait::what() const noexcept { return "other loop"; }

void remote_wait::disarm() noexcept {
  if (home().pool && home().pool->has_stopped(*target_.at) && !target_.ended()) {
    const loop::on_this_thread there(target_.home());
    target_.abandon();
  }
  if (!target_.drop_joiner(owner()))
    target_.await_wake();
}

void remote_wait::await_resume() const {
  if (!was_cancelled())
    --home().done_elsewhere;
  target_.await_wake();
  leaf::await_resume();
}

} // namespace detail
} // namespace coax
