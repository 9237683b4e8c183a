// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::barrier for tasks.
#pragma once

#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace coax {

namespace detail {

/// Does nothing at the end of a phase.
struct no_completion {
  void operator()() const noexcept {}
};

/// A barrier without its completion function.
class barrier_base {
public:
  /// Names the phase in which it was handed out.
  class arrival_token {
    friend barrier_base;
    explicit arrival_token(std::uint64_t phase) noexcept : phase_(phase) {}
    std::uint64_t phase_;
  };

  /// `n` tasks or threads have arrived; at most as many as the phase still expects. Any thread.
  [[nodiscard]] arrival_token arrive(std::ptrdiff_t n = 1) noexcept;
  /// Waits for the end of the phase of the token.
  task<void> wait(arrival_token arrived) const;
  /// Arrives and waits. A task that is cancelled meanwhile has not arrived.
  task<void> arrive_and_wait();
  /// Arrives; this phase and every later one expects one less.
  void arrive_and_drop() noexcept;

protected:
  explicit barrier_base(std::ptrdiff_t expected) noexcept : expected_(expected), left_(expected) {}
  ~barrier_base() = default;

private:
  friend class barrier_wait;
  virtual void complete() noexcept = 0;
  void count(std::ptrdiff_t n) noexcept;

  mutable wait_list waiters_;
  std::ptrdiff_t expected_; ///< in the next phase
  std::ptrdiff_t left_;     ///< in this phase
  std::uint64_t phase_ = 0;
};

} // namespace detail

/// Holds tasks until `expected` have arrived, again and again. Tasks of any loop may wait, any
/// thread may arrive. The last to arrive calls `completion` before it wakes the others; as with the
/// original it must not throw, and it must not use the barrier.
template <class Completion = detail::no_completion>
class barrier final : public detail::barrier_base {
public:
  explicit barrier(std::ptrdiff_t expected, Completion completion = Completion()) noexcept
      : barrier_base(expected), completion_(std::move(completion)) {}
  static constexpr std::ptrdiff_t max() noexcept { return PTRDIFF_MAX; }

private:
  void complete() noexcept override { completion_(); }
  Completion completion_;
};

} // namespace coax
