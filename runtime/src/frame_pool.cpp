// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutine frames from per-thread free lists of 32-byte size classes. A frame freed on another
// thread joins that thread's lists. Under AddressSanitizer every frame is its own allocation.
#include "frame_pool.h"

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
constexpr std::size_t kept_per_class = 1024;

struct free_frame_link {
  free_frame_link *next;
};

/// The free frames of one size, and how many more are kept.
struct free_list {
  free_frame_link *first = nullptr;
  std::size_t room = kept_per_class;
};

struct free_lists {
  free_list of_class[largest / step];
  std::int64_t held = 0; ///< frames taken from the heap on this thread, less those given back on it
};

/// Has no frame and keeps none: never written to.
constinit free_lists nothing = [] {
  free_lists none;
  for (free_list &list : none.of_class)
    list.room = 0;
  return none;
}();

// One pointer, at a place that is fixed when the program starts: reading it takes no call, also in
// position-independent code, and does not use up the room for those that are loaded later. Plain
// data, so that it can be used before and after the destructors of other thread_locals.
[[gnu::tls_model("initial-exec")]] thread_local constinit free_lists *lists = &nothing;

struct lists_of_thread {
  free_lists all;
  lists_of_thread() noexcept { lists = &all; }
  ~lists_of_thread() {
    lists = &nothing;
    for (free_list &list : all.of_class)
      while (list.first)
        ::operator delete(std::exchange(list.first, list.first->next));
  }
};

/// Makes the lists of this thread, unless it is about to end.
void open_lists() { static thread_local lists_of_thread made; }

constexpr std::size_t class_of(std::size_t bytes) noexcept { return (bytes - 1) / step; }

// Out of line, so that the short way saves no registers.
[[gnu::noinline]] void *from_heap(std::size_t bytes) {
  if (lists == &nothing)
    open_lists();
  void *frame = ::operator new(pooled &&bytes <= largest ? (class_of(bytes) + 1) * step : bytes);
  if (lists != &nothing)
    ++lists->held;
  return frame;
}

[[gnu::noinline]] void to_heap(void *frame) noexcept {
  if (lists != &nothing)
    --lists->held;
  ::operator delete(frame);
}

} // namespace

[[gnu::noinline]] void *allocate_frame(std::size_t bytes) {
  if (!pooled || bytes > largest) [[unlikely]]
    return from_heap(bytes);
  free_list &list = lists->of_class[class_of(bytes)];
  free_frame_link *frame = list.first;
  if (!frame) [[unlikely]]
    return from_heap(bytes);
  list.first = frame->next;
  ++list.room;
  return frame;
}

[[gnu::noinline]] void free_frame(void *frame, std::size_t bytes) noexcept {
  if (!pooled || bytes > largest) [[unlikely]]
    return to_heap(frame);
  free_list &list = lists->of_class[class_of(bytes)];
  if (list.room == 0) [[unlikely]]
    return to_heap(frame);
  --list.room;
  list.first = ::new (frame) free_frame_link{list.first};
}

// Counted where the heap is asked, not at every frame.
[[gnu::noinline]] std::int64_t live_frames_of_this_thread() noexcept {
  std::int64_t live = lists->held;
  for (const free_list &list : lists->of_class)
    if (lists != &nothing)
      live -= static_cast<std::int64_t>(kept_per_class - list.room);
  return live;
}

} // namespace coax::detail
