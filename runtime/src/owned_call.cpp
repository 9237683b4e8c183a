// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "owned_call.h"

#include "lane.h"
#include "signal_mask.h"

#include <cerrno>
#include <utility>

namespace coax::detail {

bool owned_call::serve(strand &waits, lane_kind on) {
  if (!is_of_this_process())
    return false;
  {
    const std::lock_guard lock(mutex_);
    if (over_ || reply_)
      return false;
    be_awaited_by(waits);
  }
  if (!started_)
    submit(on);
  return true;
}

void owned_call::be_awaited_by(strand &waits) noexcept {
  waits_ = &waits;
  reply_ = waits.home().letters().retain();
}

void owned_call::submit(lane_kind on) {
  error_number_ = errno;
  signal_mask_ = current_signal_mask();
  self_ = shared_from_this();
  try {
    lane_of(on).submit(*this);
  } catch (...) {
    self_ = nullptr;
    abandon();
    throw;
  }
  started_ = true;
}

// In the child of a fork the thread that was to run it, or runs it, is not there, and may have had
// the lock.
bool owned_call::abandon() noexcept {
  if (!is_of_this_process())
    return true;
  const std::lock_guard lock(mutex_);
  if (over_)
    return false;
  std::exchange(reply_, nullptr)->release();
  return true;
}

bool owned_call::goes_on_by_itself() noexcept {
  if (!is_of_this_process())
    return false;
  const std::lock_guard lock(mutex_);
  return started_ && !over_ && !reply_;
}

void owned_call::run_and_post() noexcept {
  const std::shared_ptr<owned_call> alive = std::move(self_);
  if (begin())
    execute();
  end();
}

/// Whether anybody waits for it; else it is over.
bool owned_call::begin() noexcept {
  const std::lock_guard lock(mutex_);
  over_ = !reply_;
  return !over_;
}

void owned_call::execute() noexcept {
  exchange_signal_mask(signal_mask_);
  errno = error_number_;
  call();
  error_number_ = errno;
  exchange_signal_mask(every_signal);
}

// Inside the lock, which keeps the strand: it cannot abandon the call meanwhile.
void owned_call::end() noexcept {
  const std::lock_guard lock(mutex_);
  over_ = true;
  if (!reply_)
    return;
  reply_->post(waits_);
  std::exchange(reply_, nullptr)->release();
}

bool owned_call_wait::arm() {
  counted_ = call_.serve(owner(), lane_);
  home().done_elsewhere += counted_;
  return counted_;
}

void owned_call_wait::await_resume() {
  home().done_elsewhere -= counted_;
  leaf::await_resume();
  if (counted_ && !interrupted_)
    errno = call_.error_number();
}

void owned_call_wait::cancel() noexcept {
  if (call_.abandon())
    wake_cancelled();
}

void owned_call_wait::interrupt(bool restarts) noexcept {
  if (policy_ == on_signal::ignore || (policy_ == on_signal::interrupt_or_restart && restarts))
    return;
  interrupted_ = call_.abandon();
  if (interrupted_)
    wake();
}

} // namespace coax::detail
