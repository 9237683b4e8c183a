// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A first-in-first-out buffer in one piece of memory, which grows.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace coax::detail {

/// Elements are moved when it grows, so their moves do not throw. Nothing is allocated before the
/// first push, nor given back before the end.
template <class T> class ring_buffer {
  static_assert(std::is_nothrow_move_constructible_v<T>);

public:
  ring_buffer() noexcept = default;
  ring_buffer(const ring_buffer &) = delete;
  ring_buffer &operator=(const ring_buffer &) = delete;
  ~ring_buffer() {
    while (size_)
      drop_front();
    if (slots_)
      std::allocator<T>().deallocate(slots_, room_);
  }

  std::size_t size() const noexcept { return size_; }
  /// The oldest. There is one.
  T &front() noexcept { return slots_[first_]; }
  void drop_front() noexcept {
    std::destroy_at(slots_ + first_);
    first_ = (first_ + 1) & (room_ - 1);
    --size_;
  }
  /// Throws std::bad_alloc, and `value` is then as before.
  void push(T &&value) {
    if (size_ == room_) [[unlikely]]
      grow();
    std::construct_at(slots_ + ((first_ + size_) & (room_ - 1)), std::move(value));
    ++size_;
  }

private:
  void grow() {
    const std::size_t room = room_ ? 2 * room_ : 8;
    T *slots = std::allocator<T>().allocate(room);
    for (std::size_t i = 0; i < size_; ++i) {
      T &old = slots_[(first_ + i) & (room_ - 1)];
      std::construct_at(slots + i, std::move(old));
      std::destroy_at(&old);
    }
    if (slots_)
      std::allocator<T>().deallocate(slots_, room_);
    slots_ = slots;
    room_ = room;
    first_ = 0;
  }

  T *slots_ = nullptr;
  std::size_t room_ = 0; ///< a power of two, or 0
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

} // namespace coax::detail
