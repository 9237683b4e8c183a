// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/detail/wait_list.hpp>
#include <mutex>

namespace coax::detail {

void wait_list::append(list_wait &w) noexcept {
  w.previous_ = last_;
  w.next_ = nullptr;
  w.listed_ = true;
  (last_ ? last_->next_ : first_) = &w;
  last_ = &w;
}

void wait_list::remove(list_wait &w) noexcept {
  (w.previous_ ? w.previous_->next_ : first_) = w.next_;
  (w.next_ ? w.next_->previous_ : last_) = w.previous_;
  w.listed_ = false;
}

// Inside the guard, which keeps the frame of the waiter alive: it cannot withdraw meanwhile.
bool wait_list::wake_one() noexcept {
  if (!first_)
    return false;
  list_wait &w = *first_;
  remove(w);
  w.wake();
  return true;
}

bool list_wait::arm() noexcept {
  const std::lock_guard lock(list_.guard);
  if (enter())
    return false;
  list_.append(*this);
  waited_ = true;
  return true;
}

bool list_wait::withdraw() noexcept {
  const std::lock_guard lock(list_.guard);
  if (!listed_)
    return false;
  list_.remove(*this);
  left();
  return true;
}

void list_wait::disarm() noexcept { withdraw(); }

void list_wait::cancel() noexcept {
  if (!shielded_ && withdraw())
    wake_cancelled();
}

} // namespace coax::detail
