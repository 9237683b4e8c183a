// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::condition_variable for tasks, with the same call shapes.
#pragma once

#include <chrono>
#include <coax/detail/instant.hpp>
#include <coax/mutex.hpp>
#include <coax/time.hpp>
#include <condition_variable>
#include <stop_token>
#include <utility>

namespace coax {

/// Tasks wait, anyone notifies, on any thread. As with the original, the condition may have changed
/// again when wait() has reacquired the lock, and a wait may end without a notification: a stop
/// that one waiter's token asks for wakes the others too.
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

  /// As std::condition_variable_any has it: ends early when a stop is requested, by any thread, and
  /// yields what the predicate says then. The lock is held in either case.
  template <class Predicate>
  task<bool> wait(unique_lock &lock, std::stop_token stop, Predicate until) {
    auto for_ever = [] { return detail::never; };
    return wait_unless_stopped(lock, std::move(stop), for_ever, std::move(until));
  }
  template <class Rep, class Period, class Predicate>
  task<bool> wait_for(unique_lock &lock, std::stop_token stop,
                      const std::chrono::duration<Rep, Period> &d, Predicate until) {
    return wait_until(lock, std::move(stop), detail::time_after(d), std::move(until));
  }
  template <class Clock, class Duration, class Predicate>
  task<bool> wait_until(unique_lock &lock, std::stop_token stop,
                        std::chrono::time_point<Clock, Duration> when, Predicate until) {
    auto left = [when] { return detail::ns_until(when); };
    return wait_unless_stopped(lock, std::move(stop), left, std::move(until));
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
  /// Does not wait when a stop has been requested.
  task<std::cv_status> wait_ns(unique_lock &lock, std::int64_t ns, std::stop_token stop = {});
  /// `left` tells how long it may still wait, in ns.
  template <class Left, class Predicate>
  task<bool> wait_unless_stopped(unique_lock &lock, std::stop_token stop, Left left,
                                 Predicate until) {
    auto notify = [this] { notify_all(); };
    const std::stop_callback watch(stop, notify);
    while (!stop.stop_requested()) {
      if (until())
        co_return true;
      const std::cv_status status = co_await wait_ns(lock, left(), stop);
      if (status == std::cv_status::timeout)
        break;
    }
    co_return until();
  }
  detail::wait_list waiters_;
};

} // namespace coax
