// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::condition_variable for tasks, with the same call shapes.
#pragma once

#include <chrono>
#include <coax/mutex.hpp>
#include <coax/time.hpp>
#include <condition_variable>

namespace coax {

/// Tasks wait, anyone notifies, on any thread. There are no spurious wake-ups, but as with the
/// original the condition may have changed again when wait() has reacquired the lock.
class condition_variable {
public:
  void notify_one() noexcept;
  void notify_all() noexcept;

  /// co_await cv.wait(lock): releases the lock, waits for a notification, reacquires the lock. Also
  /// when the wait is cancelled the lock is held again.
  task<void> wait(unique_lock &lock);
  template <class Predicate> task<void> wait(unique_lock &lock, Predicate until) {
    while (!until())
      co_await wait(lock);
  }

  template <class Rep, class Period>
  task<std::cv_status> wait_for(unique_lock &lock, const std::chrono::duration<Rep, Period> &d) {
    return wait_ns(lock, detail::to_ns(d));
  }
  template <class Rep, class Period, class Predicate>
  task<bool> wait_for(unique_lock &lock, const std::chrono::duration<Rep, Period> &d,
                      Predicate until) {
    return wait_until(lock, detail::time_after(d), std::move(until));
  }

  template <class Clock, class Duration>
  task<std::cv_status> wait_until(unique_lock &lock,
                                  const std::chrono::time_point<Clock, Duration> &when) {
    return wait_ns(lock, detail::ns_until(when));
  }
  template <class Clock, class Duration, class Predicate>
  task<bool> wait_until(unique_lock &lock, std::chrono::time_point<Clock, Duration> when,
                        Predicate until) {
    while (!until()) {
      const std::cv_status status = co_await wait_until(lock, when);
      if (status == std::cv_status::timeout)
        co_return until();
    }
    co_return true;
  }

private:
  task<std::cv_status> wait_ns(unique_lock &lock, std::int64_t ns);
  detail::wait_list waiters_;
};

} // namespace coax
