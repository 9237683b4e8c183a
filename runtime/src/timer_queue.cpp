// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "timer_queue.h"

#include "virtual_time.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace coax::detail {

namespace {
constexpr std::uint16_t in_due = 0xffff; ///< timer::slot_ of one that is in due_
constexpr std::size_t few = 16;          ///< so many deadlines are looked at for the earliest
constexpr std::size_t worth_freeing = 1024;
} // namespace

instant now() noexcept { return bench_here ? time_of(*bench_here) : real_now(); }

instant after(std::int64_t ns) noexcept {
  const instant start = now();
  return ns >= never - start ? never : start + ns;
}

timer_queue::position timer_queue::position_of(std::uint64_t tick) const noexcept {
  if (tick <= now_)
    return {0, static_cast<unsigned>(now_ % slots_a_level)};
  const auto highest = static_cast<unsigned>(std::bit_width(tick ^ now_)) - 1;
  const unsigned level = highest / digit_bits;
  return {level, static_cast<unsigned>(tick >> (level * digit_bits)) % slots_a_level};
}

std::uint64_t timer_queue::start_of(position p) const noexcept {
  const unsigned below = p.level * digit_bits;
  const std::uint64_t above = now_ >> (below + digit_bits) << digit_bits;
  return (above | p.slot) << below;
}

timer_queue::position timer_queue::first_used() const noexcept {
  if (!levels_used_)
    return {levels, 0};
  const auto lowest = static_cast<unsigned>(std::countr_zero(levels_used_));
  return {lowest, static_cast<unsigned>(std::countr_zero(levels_[lowest]->used))};
}

void timer_queue::insert(entry e) {
  const position p = position_of(tick_of(e.deadline));
  if (!levels_[p.level])
    levels_[p.level] = std::make_unique<level>();
  slot &s = at(p);
  s.push_back(e);
  e.who->slot_ = static_cast<std::uint16_t>(p.level * slots_a_level + p.slot);
  e.who->place_ = static_cast<std::uint32_t>(s.size() - 1);
  levels_[p.level]->used |= std::uint64_t{1} << p.slot;
  levels_used_ |= 1u << p.level;
}

void timer_queue::arm(timer &t, instant deadline) {
  insert({deadline, &t});
  next_ = std::min(next_, deadline);
}

void timer_queue::mark_empty(position p) noexcept {
  level &l = *levels_[p.level];
  l.used &= ~(std::uint64_t{1} << p.slot);
  if (!l.used)
    levels_used_ &= ~(1u << p.level);
}

void timer_queue::disarm(timer &t) noexcept {
  if (!t.armed())
    return;
  const std::uint32_t place = std::exchange(t.place_, timer::unarmed);
  if (t.slot_ == in_due) {
    due_[place].who = nullptr;
    return;
  }
  const position p{t.slot_ / slots_a_level, t.slot_ % slots_a_level};
  slot &s = at(p);
  const instant gone = s[place].deadline;
  if (place + 1 != s.size()) {
    s[place] = s.back();
    s[place].who->place_ = place;
  }
  s.pop_back();
  if (s.empty())
    mark_empty(p);
  if (gone <= next_)
    next_is_known_ = false; // if it is later, what is known is true, perhaps early
}

// Distributes a slot whose time has come over the levels below. The program ends here when there is
// no memory for that: nobody waits for an answer who could be told.
void timer_queue::cascade(position p) noexcept {
  slot moved = std::move(at(p));
  mark_empty(p);
  for (const entry &e : moved)
    insert(e);
  moved.clear();
  if (moved.capacity() <= worth_freeing)
    at(p) = std::move(moved);
}

void timer_queue::take_due(slot &from, instant at) noexcept {
  std::size_t kept = 0;
  for (const entry &e : from) {
    if (e.deadline <= at) {
      due_.push_back(e);
      continue;
    }
    e.who->place_ = static_cast<std::uint32_t>(kept);
    from[kept++] = e;
  }
  from.resize(kept);
  std::sort(due_.begin(), due_.end(),
            [](const entry &a, const entry &b) { return a.deadline < b.deadline; });
  for (std::size_t i = 0; i < due_.size(); ++i) {
    due_[i].who->slot_ = in_due;
    due_[i].who->place_ = static_cast<std::uint32_t>(i);
  }
}

// What expire() arms goes into slots, not into due_.
void timer_queue::expire_due() noexcept {
  for (std::size_t i = 0; i < due_.size(); ++i)
    if (timer *t = due_[i].who) {
      t->place_ = timer::unarmed;
      t->expire();
    }
  due_.clear();
  if (due_.capacity() > worth_freeing)
    due_.shrink_to_fit();
}

void timer_queue::expire_until(instant at) noexcept {
  const std::uint64_t present = tick_of(at);
  if (next_ <= at)
    next_is_known_ = false;
  while (levels_used_) {
    const position p = first_used();
    const std::uint64_t start = start_of(p);
    if (start > present)
      break;
    now_ = std::max(now_, start);
    if (p.level > 0) {
      cascade(p);
      continue;
    }
    slot &s = this->at(p);
    take_due(s, at);
    if (s.empty())
      mark_empty(p);
    if (due_.empty())
      break;
    expire_due();
  }
  now_ = std::max(now_, present);
}

instant timer_queue::next() noexcept {
  if (next_is_known_)
    return next_;
  next_is_known_ = true;
  const position p = first_used();
  if (p.level == levels)
    return next_ = never;
  const slot &s = at(p);
  if (p.level > 0 && s.size() > few)
    return next_ = static_cast<instant>(start_of(p) << tick_bits);
  return next_ = std::min_element(s.begin(), s.end(), [](const entry &a, const entry &b) {
                   return a.deadline < b.deadline;
                 })->deadline;
}

} // namespace coax::detail
