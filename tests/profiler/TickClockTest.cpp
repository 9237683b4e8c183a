// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Sampler.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace coax::profiler;

TEST(TickClock, intervalsAreExponential) {
  constexpr int count = 20000;
  constexpr double mean = 1e7; // 100 Hz
  TickClock clock(100, 0);
  double sum = 0, squares = 0;
  for (int i = 0; i < count; ++i) {
    Nanoseconds before = clock.next();
    EXPECT_FALSE(clock.advance(before)) << "a tick in time is not late";
    auto interval = static_cast<double>(clock.next() - before);
    sum += interval;
    squares += interval * interval;
  }
  double average = sum / count;
  double deviation = std::sqrt(squares / count - average * average);
  EXPECT_NEAR(average / mean, 1, 0.05);
  EXPECT_NEAR(deviation / mean, 1, 0.05) << "an exponential distribution deviates by its mean";
}

TEST(TickClock, aPeriodOfTheTargetCannotHide) {
  // A target that is blocked for the first 3 of every 10 ms, seen at 100 Hz.
  TickClock clock(100, 0);
  int blocked = 0;
  constexpr int count = 20000;
  for (int i = 0; i < count; ++i) {
    clock.advance(clock.next());
    blocked += clock.next() % 10'000'000 < 3'000'000;
  }
  EXPECT_NEAR(static_cast<double>(blocked) / count, 0.3, 0.02);
}

TEST(TickClock, lateTicksAreNotMadeUpFor) {
  TickClock clock(100, 0);
  EXPECT_TRUE(clock.advance(1'000'000'000));
  EXPECT_GE(clock.next(), 1'000'000'000);
}

TEST(TickClock, changesItsRate) {
  TickClock clock(100, 0);
  clock.setRate(50);
  EXPECT_DOUBLE_EQ(clock.rate(), 50);
}

TEST(TickBudget, paysForTheRateThatItCan) {
  TickBudget budget(0.1, 100);
  budget.rateAfter(0);
  EXPECT_DOUBLE_EQ(budget.rateAfter(4'000'000), 25); // 25 ticks of 4 ms are a tenth of a second
  EXPECT_DOUBLE_EQ(budget.rateAfter(4'000'000), 25);
}

TEST(TickBudget, neverGoesBeyondTheRateAskedForNorBelowTheSlowest) {
  TickBudget cheap(0.1, 100), dear(0.1, 100), slow(0.1, 2);
  for (TickBudget *budget : {&cheap, &dear, &slow})
    budget->rateAfter(0);
  EXPECT_DOUBLE_EQ(cheap.rateAfter(1000), 100);
  EXPECT_DOUBLE_EQ(dear.rateAfter(1'000'000'000), TickBudget::slowest);
  EXPECT_DOUBLE_EQ(slow.rateAfter(1'000'000'000), 2);
}

TEST(TickBudget, theFirstTickSaysNothingOfTheNext) {
  TickBudget budget(0.1, 100);
  EXPECT_DOUBLE_EQ(budget.rateAfter(500'000'000), 100);
  EXPECT_DOUBLE_EQ(budget.rateAfter(500'000), 100);
}

TEST(TickBudget, followsWhatTicksCost) {
  TickBudget budget(0.1, 100);
  budget.rateAfter(0);
  for (int i = 0; i < 50; ++i)
    budget.rateAfter(10'000'000);
  EXPECT_NEAR(budget.rateAfter(10'000'000), 10, 0.1);
  for (int i = 0; i < 50; ++i)
    budget.rateAfter(2'000'000);
  EXPECT_NEAR(budget.rateAfter(2'000'000), 50, 1);
}
