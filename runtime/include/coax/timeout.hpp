// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A limit on how long a task may take.
#pragma once

#include <coax/gather.hpp>
#include <coax/time.hpp>
#include <stdexcept>

namespace coax {

/// What timeout() throws when the time is up.
class timed_out : public std::runtime_error {
public:
  timed_out() : std::runtime_error("timed out") {}
};

namespace detail {

/// Runs the arms; cancels them when they take longer than `ns`. True when that happened.
task<bool> run_limited(arm_base *const *arms, std::size_t count, std::int64_t ns);

template <class T> task<T> with_timeout(std::int64_t ns, owned_arm<T> work) {
  arm_base *const all[] = {work.get()};
  const bool expired = co_await run_limited(all, 1, ns);
  if (expired && is_cancellation(work->error()))
    throw timed_out();
  if (work->error()) {
    end_with failure(work->error());
    co_await failure;
  }
  co_return work->take();
}

template <class T> task<bool> ended_in_time(std::int64_t ns, owned_arm<T> work) {
  arm_base *const all[] = {work.get()};
  const bool expired = co_await run_limited(all, 1, ns);
  if (expired && is_cancellation(work->error()))
    co_return false;
  if (work->error()) {
    end_with failure(work->error());
    co_await failure;
  }
  co_return true;
}

} // namespace detail

/// Awaits the task; cancels it when it takes longer than `d`, waits until it has ended, and throws
/// timed_out. A task that ends all the same, with a value or another exception, keeps that.
template <class Rep, class Period, class T>
task<T> timeout(const std::chrono::duration<Rep, Period> &d, task<T> &&work) {
  return detail::with_timeout<T>(detail::to_ns(d), detail::make_arm(std::move(work)));
}

/// timeout() with a point in time, of any clock; it is compared with the clock once, at the call. One
/// that has passed lets the task run up to its first wait.
template <class Clock, class Duration, class T>
task<T> deadline(const std::chrono::time_point<Clock, Duration> &when, task<T> &&work) {
  return detail::with_timeout<T>(detail::ns_until(when), detail::make_arm(std::move(work)));
}

/// timeout() without an exception: whether the task ended in time. Its value is dropped.
template <class Rep, class Period, class T>
task<bool> move_on_after(const std::chrono::duration<Rep, Period> &d, task<T> &&work) {
  return detail::ended_in_time<T>(detail::to_ns(d), detail::make_arm(std::move(work)));
}

/// The same with a point in time.
template <class Clock, class Duration, class T>
task<bool> move_on_at(const std::chrono::time_point<Clock, Duration> &when, task<T> &&work) {
  return detail::ended_in_time<T>(detail::ns_until(when), detail::make_arm(std::move(work)));
}

} // namespace coax
