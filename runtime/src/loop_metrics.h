// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loop counts as it goes.
#pragma once

#include <array>
#include <bit>
#include <coax/introspect.hpp>
#include <cstdint>

namespace coax::detail {

/// One thread counts, one reads: the same, or with a lock around both.
class counting_histogram {
public:
  void add(std::int64_t ns) noexcept {
    const auto width =
        static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(ns < 0 ? 0 : ns)));
    ++seen_.counts[width < seen_.counts.size() ? width : seen_.counts.size() - 1];
  }
  const histogram &seen() const noexcept { return seen_; }

private:
  histogram seen_;
};

struct loop_metrics_record {
  std::uint64_t turns = 0;
  std::uint64_t jobs = 0;
  std::size_t ready = 0;
  std::int64_t live_frames = 0;
  histogram lag;
};

} // namespace coax::detail
