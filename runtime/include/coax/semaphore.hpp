// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::counting_semaphore for tasks.
#pragma once

#include <chrono>
#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <coax/time.hpp>
#include <cstddef>
#include <cstdint>

namespace coax {

/// First come, first served. Any thread may release; tasks of any loop may acquire.
class semaphore {
public:
  explicit semaphore(std::ptrdiff_t available) noexcept : available_(available) {}

  static constexpr std::ptrdiff_t max() noexcept { return PTRDIFF_MAX; }

  task<void> acquire();
  bool try_acquire() noexcept;
  void release(std::ptrdiff_t count = 1) noexcept;

  /// Whether it was acquired within the time, or before it.
  template <class Rep, class Period>
  task<bool> try_acquire_for(const std::chrono::duration<Rep, Period> &d) {
    return try_acquire_ns(detail::to_ns(d));
  }
  template <class Clock, class Duration>
  task<bool> try_acquire_until(const std::chrono::time_point<Clock, Duration> &when) {
    return try_acquire_ns(detail::ns_until(when));
  }

private:
  task<bool> try_acquire_ns(std::int64_t ns);

  detail::wait_list waiters_;
  std::ptrdiff_t available_;
};

} // namespace coax
