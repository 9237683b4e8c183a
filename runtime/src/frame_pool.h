// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>

namespace coax::detail {

/// Coroutine frames that this thread has allocated, less those it has freed; a frame freed on
/// another thread counts there, so that only the sum over all threads is exact.
std::int64_t live_frames_of_this_thread() noexcept;

} // namespace coax::detail
