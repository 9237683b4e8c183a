// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Deadlines of one loop: a hierarchical timing wheel. Source: Varghese and Lauck, "Hashed and
// Hierarchical Timing Wheels", 1987, scheme 7. Here a slot is an array of (deadline, timer), so
// that a timer need only know its place, and what is due goes out by its exact deadline.
#pragma once

#include <array>
#include <coax/detail/instant.hpp>
#include <coax/detail/strand.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace coax::detail {

instant now() noexcept;

/// Now plus `ns`, not past `never`.
instant after(std::int64_t ns) noexcept;

/// O(1) arm and disarm; no clock of its own. Level n has 64 slots of 64^n ticks; a timer is in the
/// level of the highest digit in which its deadline differs from the present, and moves down when
/// that digit is reached, at most once a level.
class timer_queue {
public:
  /// Throws std::bad_alloc; the timer is then not armed.
  void arm(timer &t, instant deadline);
  void disarm(timer &t) noexcept;
  /// Calls expire() of every timer due at `at`, earliest first; each is disarmed before. `at` never
  /// goes back.
  void expire_until(instant at) noexcept;
  /// When expire_until() is to be called next: the earliest deadline, or somewhat before it when
  /// that is far ahead and not alone. never: no timer is armed.
  instant next() noexcept;

private:
  struct entry {
    instant deadline;
    timer *who; ///< null: disarmed while it was in due_
  };
  using slot = std::vector<entry>;
  static constexpr unsigned digit_bits = 6, slots_a_level = 1 << digit_bits, levels = 8;
  static constexpr unsigned tick_bits = 20; ///< a tick is 1.05 ms
  struct level {
    std::array<slot, slots_a_level> slots;
    std::uint64_t used = 0; ///< a bit for each slot that is not empty
  };
  struct position {
    unsigned level, slot;
  };

  static std::uint64_t tick_of(instant at) noexcept {
    return at < 0 ? 0 : static_cast<std::uint64_t>(at) >> tick_bits;
  }
  position position_of(std::uint64_t tick) const noexcept;
  /// The first tick of a slot, which lies ahead.
  std::uint64_t start_of(position p) const noexcept;
  /// The first slot that is not empty; level == levels: there is none.
  position first_used() const noexcept;
  slot &at(position p) noexcept { return levels_[p.level]->slots[p.slot]; }
  void insert(entry e);
  void mark_empty(position p) noexcept;
  void cascade(position p) noexcept;
  void take_due(slot &from, instant at) noexcept;
  void expire_due() noexcept;

  std::uint64_t now_ = tick_of(now()); ///< in ticks
  std::array<std::unique_ptr<level>, levels> levels_;
  unsigned levels_used_ = 0; ///< a bit for each level that has a used slot
  slot due_;                 ///< sorted, while expire_until() calls expire()
  instant next_ = never;
  bool next_is_known_ = true;
};

} // namespace coax::detail
