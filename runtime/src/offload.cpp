// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lane.h"
#include "loop.h"
#include "signal_mask.h"

#include <cassert>
#include <cerrno>

namespace coax::detail {

void offload_wait::count_in_flight(int change) const noexcept {
  for (strand *s = &owner(); s; s = s->parent())
    s->in_flight += static_cast<unsigned>(change) & 0xffffffU;
}

// What threw must not be found in flight.
bool offload_wait::arm() {
  error_number_ = errno;
  signal_mask_ = current_signal_mask();
  reply_ = home().letters().retain();
  process_ = forks_behind();
  count_in_flight(+1);
  try {
    lane_of(lane_).submit(*this);
  } catch (...) {
    count_in_flight(-1);
    reply_->release();
    throw;
  }
  ++home().done_elsewhere;
  submitted_ = true;
  return true;
}

// Reached only when the frame dies before a thread took the job: see loop::shut_down().
void offload_wait::disarm() noexcept {
  [[maybe_unused]] const bool withdrawn = lane_of(lane_).withdraw(*this);
  assert(withdrawn && "a frame was destroyed while another thread worked in it");
  reply_->release();
}

// In the child of a fork the thread that was to run it, or runs it, is not there.
void offload_wait::cancel() noexcept {
  if (process_ == forks_behind() && !lane_of(lane_).withdraw(*this))
    return cancelled_while_running();
  reply_->release(); // nobody else does
  wake_cancelled();
}

void offload_wait::run_and_post() noexcept {
  exchange_signal_mask(signal_mask_);
  errno = error_number_;
  execute();
  error_number_ = errno;
  const signal_mask after = exchange_signal_mask(every_signal);
  mask_changed_ = after != signal_mask_;
  signal_mask_ = after;
  mailbox *reply = reply_;
  reply->post(&owner()); // from here on the frame may be gone
  reply->release();
}

void offload_wait::await_resume() {
  if (submitted_) {
    count_in_flight(-1);
    --home().done_elsewhere;
  }
  leaf::await_resume();
  if (mask_changed_)
    exchange_signal_mask(signal_mask_);
  errno = error_number_;
}

} // namespace coax::detail
