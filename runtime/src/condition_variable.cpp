// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "timed_list_wait.h"

#include <coax/condition_variable.hpp>
#include <exception>
#include <mutex>

namespace coax {

namespace {

/// Gives the lock up once it is in the list, so that no notification is missed.
class notification final : public detail::timed_list_wait {
public:
  notification(detail::wait_list &list, unique_lock &lock, detail::instant deadline,
               const std::stop_token &stop) noexcept
      : timed_list_wait(list, deadline), lock_(lock), stop_(stop) {}

private:
  const char *what() const noexcept override { return "condition_variable"; }
  bool enter() noexcept override {
    if (stop_.stop_requested()) // who requests it later finds this in the list
      return true;
    lock_.unlock();
    return false;
  }
  unique_lock &lock_;
  const std::stop_token &stop_;
};

} // namespace

void condition_variable::notify_one() noexcept {
  const std::lock_guard guard(waiters_.guard);
  waiters_.wake_one();
}

void condition_variable::notify_all() noexcept {
  const std::lock_guard guard(waiters_.guard);
  waiters_.wake_all();
}

task<void> condition_variable::wait(unique_lock &lock) {
  co_await wait_ns(lock, detail::never);
}

task<std::cv_status> condition_variable::wait_ns(unique_lock &lock, std::int64_t ns,
                                                 std::stop_token stop) {
  if (!lock.owns_lock())
    detail::throw_lock_without_ownership("wait");
  notification wait(waiters_, lock, detail::after(ns), stop);
  std::exception_ptr failure;
  try {
    co_await wait;
  } catch (...) {
    failure = std::current_exception();
  }
  if (!lock.owns_lock())
    co_await lock.lock_shielded();
  if (failure)
    std::rethrow_exception(failure);
  co_return wait.timed_out() ? std::cv_status::timeout : std::cv_status::no_timeout;
}

} // namespace coax
