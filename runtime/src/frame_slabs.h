// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The memory of coroutine frames: slabs of slots of one size, without a header a slot. What becomes
// empty goes back to the system. Any thread; a lock each call, so it is asked for many at a time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace coax::detail {

inline constexpr std::size_t frame_step = 8;
inline constexpr std::size_t largest_frame = 2048;
inline constexpr std::size_t frame_classes = largest_frame / frame_step; ///< (bytes - 1) / step

/// What a slot holds while it is free.
struct free_slot {
  free_slot *next;
};

class frame_slabs {
public:
  struct chain {
    free_slot *first; ///< linked by next, the last to null
    std::uint32_t count;
  };

  /// One to `most` slots. Throws std::bad_alloc.
  static chain take(std::size_t size_class, std::uint32_t most);
  /// A chain of slots of that class.
  static void give(std::size_t size_class, free_slot *first) noexcept;
};

} // namespace coax::detail
