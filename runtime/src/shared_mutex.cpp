// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "timed_list_wait.h"

#include <coax/shared_mutex.hpp>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace coax {

detail::shared_mutex_wait::shared_mutex_wait(shared_mutex &m, bool shared) noexcept
    : list_wait(m.waiters_), mutex_(m) {
  shares_ = shared;
}

detail::shared_mutex_wait::~shared_mutex_wait() {
  drop();
  if (awaited_)
    return;
  std::fputs("coax: shared_mutex::lock() or lock_shared() was called without co_await, so nothing "
             "was locked; write co_await m.lock(), or co_await m.scoped_lock_shared() instead of "
             "std::shared_lock\n",
             stderr);
  std::abort();
}

bool detail::shared_mutex_wait::enter() noexcept { return list().empty() && mutex_.take(shares_); }

// A writer that gives up no longer holds back the readers behind it.
void detail::shared_mutex_wait::left() noexcept { mutex_.admit(); }

class detail::timed_shared_mutex_wait final : public timed_list_wait {
public:
  timed_shared_mutex_wait(shared_mutex &m, bool shared, instant deadline) noexcept
      : timed_list_wait(m.waiters_, deadline), mutex_(m) {
    shares_ = shared;
  }
  ~timed_shared_mutex_wait() { drop(); }

private:
  const char *what() const noexcept override { return "shared_mutex"; }
  bool enter() noexcept override { return list().empty() && mutex_.take(shares_); }
  void left() noexcept override { mutex_.admit(); }
  shared_mutex &mutex_;
};

bool shared_mutex::take(bool shared) noexcept {
  if (written_ || (!shared && readers_))
    return false;
  if (shared)
    ++readers_;
  else
    written_ = true;
  return true;
}

// Whoever is woken owns it already: nobody can overtake.
void shared_mutex::admit() noexcept {
  while (const detail::list_wait *first = waiters_.front()) {
    if (!take(first->shares()))
      return;
    waiters_.wake_one();
  }
}

bool shared_mutex::try_lock() noexcept {
  const std::lock_guard guard(waiters_.guard);
  return waiters_.empty() && take(false);
}

bool shared_mutex::try_lock_shared() noexcept {
  const std::lock_guard guard(waiters_.guard);
  return waiters_.empty() && take(true);
}

void shared_mutex::unlock() noexcept {
  const std::lock_guard guard(waiters_.guard);
  written_ = false;
  admit();
}

void shared_mutex::unlock_shared() noexcept {
  const std::lock_guard guard(waiters_.guard);
  if (--readers_ == 0)
    admit();
}

task<bool> shared_mutex::try_lock_ns(std::int64_t ns) {
  detail::timed_shared_mutex_wait wait(*this, false, detail::after(ns));
  co_await wait;
  co_return !wait.timed_out();
}

task<bool> shared_mutex::try_lock_shared_ns(std::int64_t ns) {
  detail::timed_shared_mutex_wait wait(*this, true, detail::after(ns));
  co_await wait;
  co_return !wait.timed_out();
}

task<exclusive_lock> shared_mutex::scoped_lock() {
  co_await lock();
  co_return exclusive_lock(*this, adopt_lock);
}

task<shared_lock> shared_mutex::scoped_lock_shared() {
  co_await lock_shared();
  co_return shared_lock(*this, adopt_lock);
}

} // namespace coax
