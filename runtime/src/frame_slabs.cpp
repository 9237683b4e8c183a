// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "frame_slabs.h"

#include <mutex>
#include <new>
#include <pthread.h>
#include <sys/mman.h>
#include <vector>

namespace coax::detail {

namespace {

constexpr std::size_t slab_size = 64 * 1024; ///< and alignment
constexpr std::size_t slabs_per_region = 32;
constexpr std::size_t kept_warm = 64; ///< empty slabs whose memory is not given back to the system

struct slab {
  slab *next = nullptr, *previous = nullptr; ///< among those of a class with free slots
  free_slot *free = nullptr;
  std::uint32_t untouched; ///< offset of the slots that were never taken
  std::uint32_t used = 0;  ///< slots

  static slab *of(void *slot) noexcept {
    return reinterpret_cast<slab *>(reinterpret_cast<std::uintptr_t>(slot) & ~(slab_size - 1));
  }
};
constexpr std::uint32_t first_slot = 48; // a multiple of 16
static_assert(sizeof(slab) <= first_slot);

class all_slabs {
public:
  std::mutex mutex;

  free_slot *take(std::size_t size) {
    slab *&with_room = with_room_[(size - 1) / frame_step];
    if (!with_room)
      add(with_room, *::new (empty_slab()) slab{.untouched = first_slot});
    slab &from = *with_room;
    free_slot *slot = from.free;
    if (slot) {
      from.free = slot->next;
    } else {
      slot = reinterpret_cast<free_slot *>(reinterpret_cast<char *>(&from) + from.untouched);
      from.untouched += static_cast<std::uint32_t>(size);
    }
    ++from.used;
    if (is_full(from, size))
      remove(with_room, from);
    return slot;
  }

  void give(std::size_t size, free_slot *slot) noexcept {
    slab *&with_room = with_room_[(size - 1) / frame_step];
    slab &to = *slab::of(slot);
    if (is_full(to, size))
      add(with_room, to);
    slot->next = to.free;
    to.free = slot;
    if (--to.used != 0)
      return;
    remove(with_room, to);
    if (warm_.size() < kept_warm) {
      warm_.push_back(&to); // there is room: see add_region()
    } else {
      ::madvise(&to, slab_size, MADV_DONTNEED);
      cold_.push_back(&to);
    }
  }

private:
  static bool is_full(const slab &one, std::size_t size) noexcept {
    return !one.free && one.untouched + size > slab_size;
  }

  static void add(slab *&list, slab &one) noexcept {
    one.next = list;
    one.previous = nullptr;
    if (list)
      list->previous = &one;
    list = &one;
  }

  static void remove(slab *&list, slab &one) noexcept {
    (one.previous ? one.previous->next : list) = one.next;
    if (one.next)
      one.next->previous = one.previous;
  }

  void *empty_slab() {
    if (warm_.empty() && cold_.empty())
      add_region();
    std::vector<void *> &from = warm_.empty() ? cold_ : warm_;
    void *last = from.back();
    from.pop_back();
    return last;
  }

  void add_region() {
    constexpr std::size_t size = slabs_per_region * slab_size;
    slabs_ += slabs_per_region;
    cold_.reserve(slabs_);
    warm_.reserve(kept_warm);
    void *memory = ::mmap(nullptr, size + slab_size, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
      throw std::bad_alloc();
    auto at = (reinterpret_cast<std::uintptr_t>(memory) + slab_size - 1) & ~(slab_size - 1);
    for (std::size_t i = slabs_per_region; i-- > 0;)
      cold_.push_back(reinterpret_cast<void *>(at + i * slab_size));
  }

  slab *with_room_[frame_classes] = {};
  std::vector<void *> warm_; ///< empty slabs
  std::vector<void *> cold_; ///< empty slabs that hold no memory
  std::size_t slabs_ = 0;
};

// Never destroyed: threads may still run when static objects are. Not locked across a fork.
all_slabs &the_slabs() {
  static all_slabs *const all = [] {
    static all_slabs *made = new all_slabs;
    ::pthread_atfork([] { made->mutex.lock(); }, [] { made->mutex.unlock(); },
                     [] { made->mutex.unlock(); });
    return made;
  }();
  return *all;
}

} // namespace

frame_slabs::chain frame_slabs::take(std::size_t size_class, std::uint32_t most) {
  const std::size_t size = (size_class + 1) * frame_step;
  all_slabs &all = the_slabs();
  const std::lock_guard lock(all.mutex);
  free_slot *first = nullptr;
  free_slot **last = &first;
  std::uint32_t count = 0;
  try {
    for (; count < most; ++count) {
      *last = all.take(size);
      last = &(*last)->next;
    }
  } catch (const std::bad_alloc &) {
    if (count == 0)
      throw;
  }
  *last = nullptr;
  return {first, count};
}

void frame_slabs::give(std::size_t size_class, free_slot *first) noexcept {
  const std::size_t size = (size_class + 1) * frame_step;
  all_slabs &all = the_slabs();
  const std::lock_guard lock(all.mutex);
  while (first) {
    free_slot *next = first->next;
    all.give(size, first);
    first = next;
  }
}

} // namespace coax::detail
