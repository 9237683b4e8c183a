// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Points in time, as the runtime counts it.
#pragma once

#include <cstdint>

namespace coax::detail {

/// Nanoseconds on CLOCK_MONOTONIC, in a testing::run() of its virtual time.
using instant = std::int64_t;
inline constexpr instant never = INT64_MAX;

} // namespace coax::detail
