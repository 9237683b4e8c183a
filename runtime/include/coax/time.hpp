// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sleeping, in the shapes of std::this_thread and of POSIX.
#pragma once

#include <chrono>
#include <coax/clock.hpp>
#include <coax/detail/sleep.hpp>
#include <coax/task.hpp>
#include <cstdint>
#include <time.h>

namespace coax {

namespace detail {
template <class Rep, class Period>
std::int64_t to_ns(const std::chrono::duration<Rep, Period> &d) noexcept {
  using real = std::chrono::duration<double, std::nano>;
  constexpr std::int64_t forever = INT64_MAX / 4;
  if (d <= d.zero())
    return 0;
  if (std::chrono::duration_cast<real>(d).count() >= static_cast<double>(forever))
    return forever;
  const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(d);
  return ns < d ? ns.count() + 1 : ns.count();
}

/// What is left until `when`, as to_ns() has it: 0 when it has passed. No distance overflows.
template <class Clock, class Duration>
std::int64_t ns_until(const std::chrono::time_point<Clock, Duration> &when) {
  using real = std::chrono::duration<double>;
  constexpr auto most_seconds = static_cast<double>(INT64_MAX / 4) / 1e9;
  const auto now = Clock::now();
  const double seconds =
      real(when.time_since_epoch()).count() - real(now.time_since_epoch()).count();
  if (!(seconds > -most_seconds))
    return 0;
  return seconds < most_seconds ? to_ns(when - now) : to_ns(std::chrono::hours::max());
}

/// clock::now() + d, which does not overflow: for 73 years when d is longer.
template <class Rep, class Period>
clock::time_point time_after(const std::chrono::duration<Rep, Period> &d) noexcept {
  return clock::now() + clock::duration(to_ns(d));
}

template <class Clock, class Duration>
task<void> sleep_to(std::chrono::time_point<Clock, Duration> when) {
  for (auto ns = ns_until(when);;) {
    co_await sleep_task(ns); // also of a time that has passed: others run once
    if (time_is_virtual())
      co_return; // other clocks have not gone on meanwhile
    ns = ns_until(when);
    if (ns == 0)
      co_return;
  }
}
} // namespace detail

/// std::this_thread::sleep_for: at least `d`, from the await on; zero or less lets other tasks run
/// once. Awaited in a coroutine it costs no allocation.
template <class Rep, class Period>
sleep_task sleep_for(const std::chrono::duration<Rep, Period> &d) noexcept {
  return sleep_task(detail::to_ns(d));
}

/// std::this_thread::sleep_until: until `Clock` shows `when`, also if it is set meanwhile; one that
/// has passed lets other tasks run once. In a testing::run(), where only coax::clock goes on: for
/// the time that is left by `Clock` at the await.
template <class Clock, class Duration>
task<void> sleep_until(const std::chrono::time_point<Clock, Duration> &when) {
  return detail::sleep_to<Clock, Duration>(when);
}

/// std::this_thread::yield: lets every other ready task run once.
task<void> yield();

/// sleep(3): seconds; returns those left when a signal handler ended it. Source: sleep(3).
task<unsigned> sleep(unsigned seconds);
/// usleep(3): microseconds; 0, or -1 with EINTR.
task<int> usleep(unsigned microseconds);
/// nanosleep(2): 0, or -1 with EINTR (the rest in *remaining unless null) or EINVAL.
task<int> nanosleep(const struct ::timespec *duration, struct ::timespec *remaining);

} // namespace coax
