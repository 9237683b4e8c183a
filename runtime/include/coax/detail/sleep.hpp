// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// sleep_task: a task<void> that is only a number of nanoseconds. Awaited in a coroutine it takes no
// frame of its own; whatever else takes tasks (gather, timeout, spawn, run) makes it one.
#pragma once

#include <coax/detail/leaf.hpp>
#include <coax/task.hpp>
#include <cstdint>

namespace coax {

namespace detail {

/// Waits in the frame of the coroutine that sleeps; armed as it is made, so that it need not keep
/// the time.
class sleep_wait final : public leaf<sleep_wait> {
public:
  sleep_wait(promise_base &frame, sleep_task &&sleep);
  ~sleep_wait() {
    if (armed())
      disarm();
  }
  bool arm() noexcept;
  void disarm() noexcept;

private:
  void expire() noexcept override;
  const char *what() const noexcept override;
};

template <> struct sleep_awaiter<sleep_task> { using type = sleep_wait; };

} // namespace detail

/// What sleep_for() returns: a task<void> in every respect, and may be passed on as one.
class [[nodiscard("a task does nothing until it is awaited")]] sleep_task final
    : public task<void> {
public:
  /// At least `ns` nanoseconds; zero or less lets other tasks run once.
  explicit sleep_task(std::int64_t ns) noexcept : task(unmade(ns)) {}
  ~sleep_task() {
    if (is_unmade()) [[unlikely]]
      make(); // so that ~task() says that nobody awaited it
  }

private:
  friend detail::sleep_wait;
};

namespace detail {
template <> inline constexpr bool is_task<sleep_task> = true;
template <> struct awaited_type<sleep_task> { using type = void; };
} // namespace detail
} // namespace coax
