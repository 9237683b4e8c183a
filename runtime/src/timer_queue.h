// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Deadlines of one loop: a 4-ary heap of intrusive nodes that know their place.
#pragma once

#include <coax/detail/strand.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coax::detail {

/// Nanoseconds on CLOCK_MONOTONIC.
using instant = std::int64_t;
inline constexpr instant never = INT64_MAX;

instant now() noexcept;

/// Now plus `ns`, not past `never`.
instant after(std::int64_t ns) noexcept;

/// O(log n) arm and disarm; no clock of its own.
class timer_queue {
public:
  void arm(timer &t, instant deadline);
  void disarm(timer &t) noexcept;
  /// Calls expire() of every timer due at `at`, earliest first; each is disarmed before.
  void expire_until(instant at) noexcept;
  instant next() const noexcept { return heap_.empty() ? never : heap_.front().deadline; }

private:
  struct entry {
    instant deadline;
    timer *who;
  };
  void put(std::size_t place, entry e) noexcept;
  void sift_up(std::size_t place, entry e) noexcept;
  void sift_down(std::size_t place, entry e) noexcept;

  std::vector<entry> heap_;
};

} // namespace coax::detail
