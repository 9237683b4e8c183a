// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "waits.h"

#include <cerrno>
#include <coax/time.hpp>

namespace coax {

using detail::instant;
using detail::on_signal;
using detail::quiet_time_wait;
using detail::time_wait;
using detail::turn_wait;

namespace {

constexpr std::int64_t second = 1'000'000'000;

task<void> sleep_until(instant deadline) {
  quiet_time_wait wait(deadline);
  co_await wait;
  if (wait.was_cancelled()) {
    detail::end_with failure(detail::make_cancelled());
    co_await failure;
  }
}

/// What is left of a sleep that a signal handler ended; 0 after a full one.
task<std::int64_t> interruptible_sleep(std::int64_t ns) {
  const instant deadline = detail::after(ns);
  time_wait wait(deadline, on_signal::interrupt);
  co_await wait;
  if (!wait.interrupted())
    co_return 0;
  const std::int64_t left = deadline - detail::now();
  co_return left > 0 ? left : 1;
}

} // namespace

// Two coroutines and not one, so that neither has a frame with room for both waits.
task<void> yield() {
  turn_wait turn(true);
  co_await turn;
}

task<void> detail::sleep_ns(std::int64_t ns) { return ns <= 0 ? yield() : sleep_until(after(ns)); }

task<unsigned> sleep(unsigned seconds) {
  const std::int64_t left = co_await interruptible_sleep(seconds * second);
  co_return static_cast<unsigned>((left + second / 2) / second);
}

task<int> usleep(unsigned microseconds) {
  const std::int64_t left = co_await interruptible_sleep(std::int64_t{microseconds} * 1000);
  if (left == 0)
    co_return 0;
  errno = EINTR;
  co_return -1;
}

task<int> nanosleep(const ::timespec *duration, ::timespec *remaining) {
  if (duration->tv_sec < 0 || duration->tv_nsec < 0 || duration->tv_nsec >= second) {
    errno = EINVAL;
    co_return -1;
  }
  constexpr time_t most_seconds = INT64_MAX / second / 2;
  const time_t seconds = duration->tv_sec < most_seconds ? duration->tv_sec : most_seconds;
  const std::int64_t left = co_await interruptible_sleep(seconds * second + duration->tv_nsec);
  if (left == 0)
    co_return 0;
  if (remaining) {
    remaining->tv_sec = static_cast<time_t>(left / second);
    remaining->tv_nsec = static_cast<long>(left % second);
  }
  errno = EINTR;
  co_return -1;
}

} // namespace coax
