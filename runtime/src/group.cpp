// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/group.hpp>

namespace coax {

detail::group_child::~group_child() {
  top = nullptr; // observers follow it
  if (frame_)
    frame_.destroy();
}

// Children are left only when the loop is destroying the frames of the owner.
group::~group() {
  drop();
  while (first_) {
    detail::group_child *child = first_;
    remove(*child);
    delete child;
  }
}

void group::add(detail::group_child &child, task<void> body) {
  child.of_ = this;
  child.frame_ = body.release();
  child.on_finish = &group::finish;
  child.next_ = first_;
  if (first_)
    first_->previous_ = &child;
  first_ = &child;
  ++running_;
  child.start(*parent_->home, child.frame_, child.frame_.promise(), parent_);
  child.cancel_requested |= cancelling_;
}

void group::remove(detail::group_child &child) noexcept {
  (child.previous_ ? child.previous_->next_ : first_) = child.next_;
  if (child.next_)
    child.next_->previous_ = child.previous_;
}

void group::cancel_all() noexcept {
  ended_by_request_ = true;
  cancel_tasks();
}

void group::cancel_tasks() noexcept {
  cancelling_ = true;
  for (detail::group_child *child = first_; child; child = child->next_)
    child->cancel();
}

void group::finish(detail::strand *ended) {
  auto *child = static_cast<detail::group_child *>(ended);
  group &all = *child->of_;
  all.remove(*child);
  all.note(child->error());
  delete child;
  if (--all.running_ == 0 && all.suspended())
    all.wake();
}

void group::note(std::exception_ptr error) noexcept {
  if (failure_ || !error || (ended_by_request_ && detail::is_cancellation(error)))
    return;
  failure_ = std::move(error);
  cancel_tasks();
}

} // namespace coax
