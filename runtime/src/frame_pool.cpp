// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutine frames from per-thread free lists by size, in steps of 8 bytes. The lists take from and
// give back to slabs (frame_slabs.h) many at a time. A frame freed on another thread joins that
// thread's lists. Under AddressSanitizer every frame is its own allocation.
#include "frame_pool.h"

#include "frame_slabs.h"

#include <coax/detail/promise.hpp>
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

constexpr std::uint32_t kept_per_class = 1024;
constexpr std::uint32_t moved_at_once = 32; ///< frames between a list and the slabs

/// The free frames of one size, and how many more are kept.
struct free_list {
  free_slot *first = nullptr;
  std::uint32_t room = kept_per_class;
};

struct free_lists {
  free_list of_class[frame_classes];
  std::int64_t held = 0; ///< frames taken from elsewhere on this thread, less those given back
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

void give_back(free_list &list, std::size_t size_class, std::uint32_t count) noexcept {
  free_slot *const first = list.first;
  free_slot *last = first;
  for (std::uint32_t i = 1; i < count; ++i)
    last = last->next;
  list.first = last->next;
  last->next = nullptr;
  list.room += count;
  frame_slabs::give(size_class, first);
}

struct lists_of_thread {
  free_lists all;
  lists_of_thread() noexcept { lists = &all; }
  ~lists_of_thread() {
    lists = &nothing;
    for (std::size_t i = 0; i < frame_classes; ++i)
      if (free_list &list = all.of_class[i]; list.first)
        give_back(list, i, kept_per_class - list.room);
  }
};

/// Makes the lists of this thread, unless it is about to end.
void open_lists() { static thread_local lists_of_thread made; }

constexpr std::size_t class_of(std::size_t bytes) noexcept { return (bytes - 1) / frame_step; }

// Out of line, so that the short way saves no registers.
[[gnu::noinline]] void *from_slabs(std::size_t size_class) {
  if (lists == &nothing)
    open_lists();
  if (lists == &nothing)
    return frame_slabs::take(size_class, 1).first;
  const auto [first, count] = frame_slabs::take(size_class, moved_at_once);
  free_list &list = lists->of_class[size_class];
  lists->held += count;
  list.first = first->next;
  list.room -= count - 1;
  return first;
}

[[gnu::noinline]] void to_slabs(void *frame, std::size_t size_class) noexcept {
  auto *freed = ::new (frame) free_slot{nullptr};
  if (lists == &nothing)
    return frame_slabs::give(size_class, freed);
  free_list &list = lists->of_class[size_class];
  give_back(list, size_class, moved_at_once);
  lists->held -= moved_at_once;
  --list.room;
  freed->next = list.first;
  list.first = freed;
}

[[gnu::noinline]] void *from_heap(std::size_t bytes) {
  if (lists == &nothing)
    open_lists();
  void *frame = ::operator new(bytes);
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
  if (!pooled || bytes > largest_frame) [[unlikely]]
    return from_heap(bytes);
  const std::size_t size_class = class_of(bytes);
  free_list &list = lists->of_class[size_class];
  free_slot *frame = list.first;
  if (!frame) [[unlikely]]
    return from_slabs(size_class);
  list.first = frame->next;
  ++list.room;
  return frame;
}

[[gnu::noinline]] void free_frame(void *frame, std::size_t bytes) noexcept {
  if (!pooled || bytes > largest_frame) [[unlikely]]
    return to_heap(frame);
  const std::size_t size_class = class_of(bytes);
  free_list &list = lists->of_class[size_class];
  if (list.room == 0) [[unlikely]]
    return to_slabs(frame, size_class);
  --list.room;
  list.first = ::new (frame) free_slot{list.first};
}

// Counted where frames come from, not at every frame.
[[gnu::noinline]] std::int64_t live_frames_of_this_thread() noexcept {
  std::int64_t live = lists->held;
  for (const free_list &list : lists->of_class)
    if (lists != &nothing)
      live -= static_cast<std::int64_t>(kept_per_class - list.room);
  return live;
}

} // namespace coax::detail
