// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A first-in-first-out queue between tasks, on one loop or several.
#pragma once

#include <coax/condition_variable.hpp>
#include <coax/mutex.hpp>
#include <cstddef>
#include <deque>
#include <optional>

namespace coax {

/// Holds at most `capacity` elements; push() waits while it is full, pop() while it is empty.
template <class T> class queue {
public:
  explicit queue(std::size_t capacity = SIZE_MAX) noexcept : capacity_(capacity) {}

  /// False when the queue is closed: the element is dropped.
  task<bool> push(T value) {
    unique_lock lock = co_await mutex_.scoped_lock();
    while (elements_.size() >= capacity_ && !closed_)
      co_await room_.wait(lock);
    if (closed_)
      co_return false;
    elements_.push_back(std::move(value));
    filled_.notify_one();
    co_return true;
  }

  /// The oldest element; empty when the queue is closed and drained.
  task<std::optional<T>> pop() {
    unique_lock lock = co_await mutex_.scoped_lock();
    while (elements_.empty() && !closed_)
      co_await filled_.wait(lock);
    std::optional<T> oldest;
    if (!elements_.empty()) {
      oldest.emplace(std::move(elements_.front()));
      elements_.pop_front();
      room_.notify_one();
    }
    co_return oldest;
  }

  /// No more elements: waiting producers give up, consumers get what is left.
  task<void> close() {
    const unique_lock lock = co_await mutex_.scoped_lock();
    closed_ = true;
    room_.notify_all();
    filled_.notify_all();
  }

private:
  mutex mutex_;
  condition_variable room_, filled_;
  std::deque<T> elements_;
  std::size_t capacity_;
  bool closed_ = false;
};

} // namespace coax
