// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Something that comes round every so often.
#pragma once

#include <coax/time.hpp>
#include <cstddef>

namespace coax {

/// Ticks every `period` on the monotonic clock, first one period after it was made. The ticks keep
/// their distance from the start: the time that the work between them takes does not add up. For
/// one task at a time.
class ticker {
public:
  /// Rounds up to nanoseconds. Throws misuse unless period > 0.
  template <class Rep, class Period>
  explicit ticker(const std::chrono::duration<Rep, Period> &period)
      : ticker(detail::to_ns(period), nullptr) {}

  /// Waits for the next tick and yields how many there were since the last call: 1, or more if the
  /// task came late. Missed ticks are only counted. Source of the shape: timerfd_create(2), read.
  task<std::uint64_t> next();
  /// The next tick comes one period from now.
  void reset() noexcept;

private:
  ticker(std::int64_t period_ns, std::nullptr_t);

  std::int64_t period_ns_;
  std::int64_t due_ = 0; ///< of the next tick; nanoseconds of the monotonic clock
};

} // namespace coax
