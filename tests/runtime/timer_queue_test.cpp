// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wheel against a sorted list of the same deadlines.
#include "../../runtime/src/timer_queue.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <vector>

using coax::detail::instant;
using coax::detail::never;
using coax::detail::timer;
using coax::detail::timer_queue;

namespace {

constexpr instant ms = 1'000'000;

class alarm_clock final : public timer {
public:
  instant deadline = 0;
  std::function<void(alarm_clock &)> on_expiry;

private:
  void expire() noexcept override { on_expiry(*this); }
};

/// Beside each other: the queue, and what it should hold.
class TimerQueue : public testing::Test {
protected:
  void arm(alarm_clock &clock, instant deadline) {
    clock.deadline = deadline;
    clock.on_expiry = [this](alarm_clock &c) {
      EXPECT_FALSE(c.armed());
      rung.push_back(c.deadline);
      expected.erase(expected.find(c.deadline));
    };
    queue.arm(clock, deadline);
    expected.insert(deadline);
  }
  void disarm(alarm_clock &clock) {
    if (clock.armed())
      expected.erase(expected.find(clock.deadline));
    queue.disarm(clock);
    EXPECT_FALSE(clock.armed());
  }
  instant earliest() const { return expected.empty() ? never : *expected.begin(); }
  void advance(instant to) {
    present = to;
    rung.clear();
    queue.expire_until(to);
    EXPECT_TRUE(std::is_sorted(rung.begin(), rung.end()));
    EXPECT_GT(earliest(), to);
  }

  timer_queue queue;
  instant start = coax::detail::now(), present = start;
  std::multiset<instant> expected;
  std::vector<instant> rung;
};

} // namespace

TEST_F(TimerQueue, IsEmptyAtFirst) {
  EXPECT_EQ(queue.next(), never);
  advance(start + 1000 * ms);
  EXPECT_EQ(queue.next(), never);
}

TEST_F(TimerQueue, TellsTheExactDeadlineOfOneHoweverFar) {
  alarm_clock clock;
  for (const instant ahead :
       {instant{1}, ms, 70 * ms, 5'000 * ms, 400'000 * ms, 3'000'000'000 * ms}) {
    arm(clock, start + ahead);
    EXPECT_EQ(queue.next(), start + ahead);
    disarm(clock);
    EXPECT_EQ(queue.next(), never);
  }
}

TEST_F(TimerQueue, TakesDeadlinesThatHavePassed) {
  alarm_clock past, zero;
  arm(past, start - 5 * ms);
  arm(zero, 0);
  EXPECT_LE(queue.next(), 0);
  advance(start);
  EXPECT_EQ(rung, (std::vector<instant>{0, start - 5 * ms}));
}

TEST_F(TimerQueue, TakesNeverForADeadline) {
  alarm_clock clock;
  arm(clock, never);
  EXPECT_EQ(queue.next(), never);
  advance(start + 3'000'000'000 * ms);
  EXPECT_TRUE(clock.armed());
  disarm(clock);
}

TEST_F(TimerQueue, DoesNotExpireBeforeTheDeadlineWithinATick) {
  alarm_clock clock;
  arm(clock, start + 100);
  advance(start + 99);
  EXPECT_TRUE(clock.armed());
  EXPECT_EQ(queue.next(), start + 100);
  advance(start + 100);
  EXPECT_FALSE(clock.armed());
}

TEST_F(TimerQueue, ExpiryMayDisarmAndArmOthers) {
  alarm_clock first, second, third;
  arm(first, start + 10);
  arm(second, start + 20);
  first.on_expiry = [&](alarm_clock &) {
    expected.erase(expected.find(start + 10));
    disarm(second);
    arm(third, start + 15);
  };
  advance(start + 30);
  EXPECT_FALSE(second.armed());
  EXPECT_EQ(rung, std::vector<instant>{start + 15});
}

TEST_F(TimerQueue, NextGoesOnWhenWhatItWasBasedOnIsGone) {
  std::vector<alarm_clock> clocks(100);
  for (std::size_t i = 0; i < clocks.size(); ++i)
    arm(clocks[i], start + 10'000 * ms + static_cast<instant>(i));
  EXPECT_LE(queue.next(), earliest());
  for (std::size_t i = 0; i + 1 < clocks.size(); ++i)
    disarm(clocks[i]);
  advance(start + 9'999 * ms);
  EXPECT_EQ(queue.next(), start + 10'000 * ms + 99);
  disarm(clocks.back());
}

TEST_F(TimerQueue, AgreesWithASortedList) {
  std::mt19937_64 random(7);
  std::vector<alarm_clock> clocks(3000);
  const auto up_to = [&](std::uint64_t n) { return static_cast<instant>(random() % n); };
  std::size_t turns = 0, early = 0;
  for (int step = 0; step < 60'000; ++step) {
    alarm_clock &clock = clocks[random() % clocks.size()];
    if (clock.armed())
      disarm(clock);
    else
      arm(clock, present + (up_to(1ull << (10 + random() % 36))) - 1000);
    EXPECT_LE(queue.next(), earliest());
    if (step % 7 == 0) {
      advance(random() % 2 ? std::max(queue.next(), present)
                           : present + up_to(1ull << (random() % 34)));
      ++turns;
      early += rung.empty();
    }
  }
  EXPECT_LT(early, turns); // it does not only cascade
  while (!expected.empty())
    advance(std::max(queue.next(), present));
  EXPECT_EQ(queue.next(), never);
}
