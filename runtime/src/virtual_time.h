// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the clock and the operations find out that this thread is in a testing::run(): one look at a
// pointer, which is null elsewhere.
#pragma once

#include <cstdint>

namespace coax::detail {

class test_bench;

[[gnu::tls_model("initial-exec")]] extern thread_local constinit test_bench *bench_here;

/// The virtual time, ns. Any thread, while the bench is there.
std::int64_t time_of(const test_bench &bench) noexcept;

/// Nanoseconds on CLOCK_MONOTONIC, whatever now() says.
std::int64_t real_now() noexcept;

} // namespace coax::detail
