// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::latch for tasks.
#pragma once

#include <atomic>
#include <coax/event.hpp>
#include <cstddef>
#include <cstdint>

namespace coax {

/// Opens when it has been counted down to zero. Any thread may count; tasks of any loop may wait.
class latch {
public:
  explicit latch(std::ptrdiff_t expected) noexcept : left_(expected) {
    if (expected == 0)
      open_.set();
  }

  static constexpr std::ptrdiff_t max() noexcept { return PTRDIFF_MAX; }

  /// `n` at most what is left.
  void count_down(std::ptrdiff_t n = 1) noexcept {
    if (left_.fetch_sub(n, std::memory_order_acq_rel) == n)
      open_.set();
  }
  bool try_wait() noexcept { return open_.is_set(); }
  task<void> wait() { return open_.wait(); }
  task<void> arrive_and_wait(std::ptrdiff_t n = 1) {
    count_down(n);
    co_await wait();
  }

private:
  std::atomic<std::ptrdiff_t> left_;
  event open_;
};

} // namespace coax
