// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "timer_queue.h"

#include <algorithm>
#include <ctime>

namespace coax::detail {

instant now() noexcept {
  timespec t;
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return instant{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

instant after(std::int64_t ns) noexcept {
  const instant start = now();
  return ns >= never - start ? never : start + ns;
}

void timer_queue::put(std::size_t place, entry e) noexcept {
  heap_[place] = e;
  e.who->place_ = static_cast<std::uint32_t>(place);
}

void timer_queue::sift_up(std::size_t place, entry e) noexcept {
  while (place > 0) {
    const std::size_t parent = (place - 1) / 4;
    if (heap_[parent].deadline <= e.deadline)
      break;
    put(place, heap_[parent]);
    place = parent;
  }
  put(place, e);
}

void timer_queue::sift_down(std::size_t place, entry e) noexcept {
  for (;;) {
    const std::size_t first = place * 4 + 1;
    if (first >= heap_.size())
      break;
    const std::size_t end = std::min(first + 4, heap_.size());
    std::size_t least = first;
    for (std::size_t child = first + 1; child < end; ++child)
      if (heap_[child].deadline < heap_[least].deadline)
        least = child;
    if (heap_[least].deadline >= e.deadline)
      break;
    put(place, heap_[least]);
    place = least;
  }
  put(place, e);
}

void timer_queue::arm(timer &t, instant deadline) {
  heap_.push_back({deadline, &t});
  sift_up(heap_.size() - 1, heap_.back());
}

void timer_queue::disarm(timer &t) noexcept {
  if (!t.armed())
    return;
  const std::size_t place = t.place_;
  const entry last = heap_.back();
  heap_.pop_back();
  t.place_ = timer::unarmed;
  if (last.who == &t)
    return;
  if (place > 0 && heap_[(place - 1) / 4].deadline > last.deadline)
    sift_up(place, last);
  else
    sift_down(place, last);
}

void timer_queue::expire_until(instant at) noexcept {
  while (next() <= at) {
    timer &due = *heap_.front().who;
    disarm(due);
    due.expire();
  }
}

} // namespace coax::detail
