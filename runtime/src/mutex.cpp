// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "timed_list_wait.h"

#include <coax/mutex.hpp>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <system_error>

namespace coax {

detail::mutex_wait::mutex_wait(mutex &m) noexcept : list_wait(m.waiters_), mutex_(m) {}

detail::mutex_wait::~mutex_wait() {
  if (awaited_)
    return;
  std::fputs("coax: mutex::lock() was called without co_await, so nothing was locked; write "
             "co_await m.lock(), or co_await m.scoped_lock() instead of std::lock_guard\n",
             stderr);
  std::abort();
}

bool detail::mutex_wait::enter() noexcept {
  if (mutex_.locked_)
    return false;
  return mutex_.locked_ = true;
}

bool mutex::try_lock() noexcept {
  const std::lock_guard lock(waiters_.guard);
  if (locked_)
    return false;
  return locked_ = true;
}

// Whoever is woken owns it already: nobody can overtake.
void mutex::unlock() noexcept {
  const std::lock_guard lock(waiters_.guard);
  locked_ = waiters_.wake_one();
}

namespace {

class timed_mutex_wait final : public detail::timed_list_wait {
public:
  timed_mutex_wait(detail::wait_list &list, bool &locked, detail::instant deadline) noexcept
      : timed_list_wait(list, deadline), locked_(locked) {}

private:
  const char *what() const noexcept override { return "mutex"; }
  bool enter() noexcept override {
    if (locked_)
      return false;
    return locked_ = true;
  }
  bool &locked_;
};

} // namespace

task<bool> mutex::try_lock_ns(std::int64_t ns) {
  timed_mutex_wait wait(waiters_, locked_, detail::after(ns));
  co_await wait;
  co_return !wait.timed_out();
}

task<unique_lock> mutex::scoped_lock() {
  co_await lock();
  co_return unique_lock(*this, adopt_lock);
}

void detail::throw_lock_without_ownership(const char *what) {
  throw std::system_error(std::make_error_code(std::errc::operation_not_permitted),
                          std::string("coax: a lock's ") + what + "()");
}

void detail::throw_lock_owned_already(const char *what) {
  throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                          std::string("coax: a lock's ") + what + "()");
}

} // namespace coax
