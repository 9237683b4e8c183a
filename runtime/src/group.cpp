// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/group.hpp>

namespace coax {

detail::group_child::~group_child() = default;

detail::strand *detail::group_child::parent() const noexcept { return of_->parent_; }

void detail::group_child::finish() noexcept { of_->ended(*this); }

// Children are left only when the loop is destroying the frames of the owner.
group::~group() {
  drop();
  while (first_) {
    detail::group_child *child = first_;
    remove(*child);
    delete child;
  }
}

void group::add(detail::group_child &child, const void *at) noexcept {
  child.set_spawned_at(detail::site_of(at));
  child.of_ = this;
  child.next_ = first_;
  if (first_)
    first_->previous_ = &child;
  first_ = &child;
  ++running_;
  child.start(parent_->home(), nullptr, parent_->cancel_requested || cancelling_);
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

void group::ended(detail::group_child &child) noexcept {
  remove(child);
  note(child.error());
  delete &child;
  if (--running_ == 0 && suspended())
    wake();
}

void group::note(std::exception_ptr error) noexcept {
  if (failure_ || !error || (ended_by_request_ && detail::is_cancellation(error)))
    return;
  failure_ = std::move(error);
  cancel_tasks();
}

} // namespace coax
