// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutine frames from per-thread free lists of 32-byte size classes. A frame freed on another
// thread joins that thread's lists. Under AddressSanitizer every frame is its own allocation.
#include <coax/detail/promise.hpp>
#include <cstdlib>
#include <new>

namespace coax::detail {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool pooled = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool pooled = false;
#else
constexpr bool pooled = true;
#endif
#else
constexpr bool pooled = true;
#endif

constexpr std::size_t step = 32;
constexpr std::size_t largest = 2048;
constexpr unsigned kept_per_class = 1024;

struct free_frame_link {
  free_frame_link *next;
};

/// Plain data, so that it can be used before and after the destructors of other thread_locals.
struct free_lists {
  free_frame_link *first[largest / step];
  unsigned count[largest / step];
  bool closed;
};

thread_local constinit free_lists lists{};

struct lists_at_exit {
  bool touched = false;
  ~lists_at_exit() {
    lists.closed = true;
    for (free_frame_link *&first : lists.first)
      while (first)
        ::operator delete(std::exchange(first, first->next));
  }
};

thread_local lists_at_exit at_exit;

constexpr std::size_t class_of(std::size_t bytes) noexcept { return (bytes - 1) / step; }

} // namespace

[[gnu::noinline]] void *allocate_frame(std::size_t bytes) {
  if (!pooled || bytes > largest)
    return ::operator new(bytes);
  const std::size_t cls = class_of(bytes);
  free_lists &mine = lists;
  if (free_frame_link *frame = mine.first[cls]) {
    mine.first[cls] = frame->next;
    --mine.count[cls];
    return frame;
  }
  at_exit.touched = true;
  return ::operator new((cls + 1) * step);
}

[[gnu::noinline]] void free_frame(void *frame, std::size_t bytes) noexcept {
  if (!pooled || bytes > largest)
    return ::operator delete(frame);
  const std::size_t cls = class_of(bytes);
  free_lists &mine = lists;
  if (mine.closed || mine.count[cls] >= kept_per_class)
    return ::operator delete(frame);
  mine.first[cls] = ::new (frame) free_frame_link{mine.first[cls]};
  ++mine.count[cls];
}

} // namespace coax::detail
