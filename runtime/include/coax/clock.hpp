// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The clock by which the loops keep time.
#pragma once

#include <chrono>
#include <cstdint>

namespace coax {

/// CLOCK_MONOTONIC, as std::chrono::steady_clock; in a testing::run() its virtual time. Deadlines
/// taken from it, `sleep_until(coax::clock::now() + 5s)`, are right in both.
struct clock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<clock>;
  static constexpr bool is_steady = true;
  static time_point now() noexcept;
};

namespace detail {
/// Whether this thread is in a testing::run(): its tasks' time is not that of other clocks.
bool time_is_virtual() noexcept;
} // namespace detail

} // namespace coax
