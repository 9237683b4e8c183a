// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "timed_list_wait.h"

#include <coax/semaphore.hpp>
#include <mutex>

namespace coax {

namespace {

bool take(std::ptrdiff_t &available) noexcept {
  if (available <= 0)
    return false;
  --available;
  return true;
}

class semaphore_wait final : public detail::timed_list_wait {
public:
  semaphore_wait(detail::wait_list &list, std::ptrdiff_t &available,
                 detail::instant deadline = detail::never) noexcept
      : timed_list_wait(list, deadline), available_(available) {}

private:
  const char *what() const noexcept override { return "semaphore"; }
  bool enter() noexcept override { return list().empty() && take(available_); }
  std::ptrdiff_t &available_;
};

} // namespace

task<void> semaphore::acquire() {
  semaphore_wait wait(waiters_, available_);
  co_await wait;
}

task<bool> semaphore::try_acquire_ns(std::int64_t ns) {
  semaphore_wait wait(waiters_, available_, detail::after(ns));
  co_await wait;
  co_return !wait.timed_out();
}

bool semaphore::try_acquire() noexcept {
  const std::lock_guard lock(waiters_.guard);
  return waiters_.empty() && take(available_);
}

// What goes to a waiting task is never available to others.
void semaphore::release(std::ptrdiff_t count) noexcept {
  const std::lock_guard lock(waiters_.guard);
  while (count > 0 && waiters_.wake_one())
    --count;
  available_ += count;
}

} // namespace coax
