// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/event.hpp>
#include <mutex>

namespace coax {

namespace {

class event_wait final : public detail::list_wait {
public:
  event_wait(detail::wait_list &list, const bool &set) noexcept : list_wait(list), set_(set) {}

private:
  const char *what() const noexcept override { return "event"; }
  bool enter() noexcept override { return set_; }
  const bool &set_;
};

} // namespace

void event::set() noexcept {
  const std::lock_guard lock(waiters_.guard);
  set_ = true;
  waiters_.wake_all();
}

void event::reset() noexcept {
  const std::lock_guard lock(waiters_.guard);
  set_ = false;
}

bool event::is_set() noexcept {
  const std::lock_guard lock(waiters_.guard);
  return set_;
}

task<void> event::wait() {
  event_wait wait(waiters_, set_);
  co_await wait;
}

} // namespace coax
