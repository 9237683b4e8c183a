// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "waits.h"

#include <cerrno>
#include <chrono>
#include <coax/time.hpp>

namespace coax {

using detail::instant;
using detail::on_signal;
using detail::time_wait;
using detail::turn_wait;

namespace {

constexpr std::int64_t second = 1'000'000'000;

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

clock::time_point clock::now() noexcept { return time_point(duration(detail::now())); }

task<void> yield() {
  turn_wait turn(true);
  co_await turn;
}

namespace detail {

// What cannot be armed (a task that is being cancelled, or that no loop has started) is left to the
// checks of await_suspend().
sleep_wait::sleep_wait(promise_base &frame, sleep_task &&sleep) : leaf(frame.owner) {
  if (!sleep.is_unmade())
    throw_sleep_awaited_twice(frame);
  const std::int64_t ns = sleep.unmade_ns();
  sleep.frame_ = {};
  if (frame.owner && !frame.owner->cancel_requested && ns > 0)
    home().timers.arm(*this, after(ns));
}

bool sleep_wait::arm() noexcept {
  if (!armed()) { // nothing to wait for but the others' turn
    owner().waiting = nullptr;
    home().push(&owner());
  }
  return true;
}

void sleep_wait::disarm() noexcept { home().timers.disarm(*this); }

void sleep_wait::expire() noexcept { wake(); }

const char *sleep_wait::what() const noexcept { return "timer"; }

task<void> sleep_ns(std::int64_t ns) { co_await sleep_task(ns); }

} // namespace detail

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
