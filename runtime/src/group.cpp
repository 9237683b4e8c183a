// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"
#include "source_text.h"

#include <coax/group.hpp>
#include <string>

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

// The owner rests in its await of with_group() while tasks of the group run.
void group::require_its_loop(const char *what, const void *at) const {
  if (&parent_->home() == detail::current_loop()) [[likely]]
    return;
  const detail::promise_base *scope = parent_->top;
  const detail::site owner = scope && scope->caller ? scope->caller->awaiting : detail::site();
  throw misuse(std::string("coax::group::") + what + " called at " + detail::line_text(detail::site_of(at)) +
               ", on another loop than that of the group, which is awaited at " +
               detail::line_text(owner) + "; start a task there with coax::on");
}

void group::cancel_all() {
  require_its_loop("cancel_all", detail::address_of(detail::last_await()));
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
