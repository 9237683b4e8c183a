// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/channel.hpp>
#include <mutex>

namespace coax::detail {

send_wait::send_wait(channel_base &to, std::unique_ptr<parcel> what) noexcept
    : list_wait(to.waiters_), to_(to), what_(std::move(what)) {}

bool send_wait::enter() noexcept {
  if (to_.closed_ || to_.put(what_))
    return true;
  to_.receivers_wait_ = false;
  return false;
}

receive_wait::receive_wait(channel_base &from) noexcept : list_wait(from.waiters_), from_(from) {}

bool receive_wait::enter() noexcept {
  what_ = from_.take();
  if (what_ || from_.closed_)
    return true;
  from_.receivers_wait_ = true;
  return false;
}

channel_base::~channel_base() {
  while (first_)
    delete std::exchange(first_, first_->next);
}

void channel_base::append(parcel *what) noexcept {
  what->next = nullptr;
  *last_ = what;
  last_ = &what->next;
  ++size_;
}

// Takes the parcel if there is a receiver or room for it.
bool channel_base::put(std::unique_ptr<parcel> &what) noexcept {
  if (!waiters_.empty()) {
    if (!receivers_wait_)
      return false;
    static_cast<receive_wait *>(waiters_.front())->what_ = std::move(what);
    waiters_.wake_one();
    return true;
  }
  if (size_ >= capacity_)
    return false;
  append(what.release());
  return true;
}

// The oldest parcel; the longest waiting sender moves up.
std::unique_ptr<parcel> channel_base::take() noexcept {
  if (!waiters_.empty() && !receivers_wait_) {
    append(static_cast<send_wait *>(waiters_.front())->what_.release());
    waiters_.wake_one();
  }
  if (!first_)
    return nullptr;
  std::unique_ptr<parcel> oldest(std::exchange(first_, first_->next));
  if (!first_)
    last_ = &first_;
  --size_;
  return oldest;
}

bool channel_base::try_put(std::unique_ptr<parcel> &what) noexcept {
  const std::lock_guard guard(waiters_.guard);
  return !closed_ && put(what);
}

std::unique_ptr<parcel> channel_base::try_take() noexcept {
  const std::lock_guard guard(waiters_.guard);
  return take();
}

void channel_base::close() noexcept {
  const std::lock_guard guard(waiters_.guard);
  closed_ = true;
  waiters_.wake_all();
}

bool channel_base::closed() noexcept {
  const std::lock_guard guard(waiters_.guard);
  return closed_;
}

} // namespace coax::detail
