// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A first-in-first-out queue between tasks, on one loop or several.
#pragma once

#include <coax/channel.hpp>
#include <cstdint>

namespace coax {

/// Holds at most `capacity` elements, 1 or more; push() waits while it is full, pop() while it is
/// empty, both in the order of arrival. A channel with the names of a queue.
template <class T> class queue {
public:
  explicit queue(std::size_t capacity = SIZE_MAX) noexcept : elements_(capacity) {}

  /// False when the queue is closed: the element is dropped.
  send_task<T> push(T value) { return elements_.send(std::move(value)); }
  /// The oldest element; empty when the queue is closed and drained.
  receive_task<T> pop() { return elements_.receive(); }
  /// Pushes if that needs no wait; otherwise `value` is left as it was. Any thread, as the rest.
  bool try_push(T &&value) { return elements_.try_send(std::move(value)); }
  bool try_push(const T &value) { return elements_.try_send(value); }
  /// The oldest element if there is one.
  std::optional<T> try_pop() { return elements_.try_receive(); }
  /// Without what waiting producers hold. Other threads may have changed it on return.
  std::size_t size() noexcept { return elements_.size(); }
  bool empty() noexcept { return size() == 0; }
  /// No more elements: waiting producers give up, consumers get what is left.
  task<void> close() {
    elements_.close();
    co_return;
  }

private:
  channel<T> elements_;
};

} // namespace coax
