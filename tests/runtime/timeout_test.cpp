// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

coax::task<int> value_after(std::chrono::milliseconds d, int value) {
  co_await coax::sleep_for(d);
  co_return value;
}

coax::task<void> in_time() {
  const int value = co_await coax::timeout(1h, value_after(1ms, 3));
  EXPECT_EQ(value, 3);
  const bool ended = co_await coax::move_on_after(1h, value_after(1ms, 3));
  EXPECT_TRUE(ended);
}

TEST(Timeout, LeavesTimelyTasksAlone) { coax::run(in_time()); }

coax::task<void> too_late() {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(co_await coax::timeout(2ms, value_after(1h, 3)), coax::timed_out);
  const bool ended = co_await coax::move_on_after(2ms, value_after(1h, 3));
  EXPECT_FALSE(ended);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 4ms);
}

TEST(Timeout, CancelsLateTasks) { coax::run(too_late()); }

coax::task<int> stubborn() {
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
  }
  co_return 7;
}

coax::task<void> keeps_the_result() {
  const int value = co_await coax::timeout(1ms, stubborn());
  EXPECT_EQ(value, 7);
}

TEST(Timeout, KeepsAResultThatComesAllTheSame) { coax::run(keeps_the_result()); }

coax::task<void> points_in_time() {
  const auto soon = std::chrono::steady_clock::now() + 2ms;
  EXPECT_THROW(co_await coax::deadline(soon, value_after(1h, 3)), coax::timed_out);
  EXPECT_GE(std::chrono::steady_clock::now(), soon);
  const auto far = std::chrono::system_clock::now() + 1h;
  const int value = co_await coax::deadline(far, value_after(1ms, 3));
  EXPECT_EQ(value, 3);
  const auto passed = std::chrono::steady_clock::now() - 1h;
  const bool ended = co_await coax::move_on_at(passed, value_after(1h, 3));
  EXPECT_FALSE(ended);
}

TEST(Timeout, TakesPointsInTime) { coax::run(points_in_time()); }

template <class Clock> coax::task<void> ends_of_time() {
  using point = typename Clock::time_point;
  using coarse = std::chrono::time_point<Clock, std::chrono::hours>;
  EXPECT_THROW(co_await coax::deadline(point::min(), value_after(1s, 3)), coax::timed_out);
  bool ended = co_await coax::move_on_at(point::min(), value_after(1s, 3));
  EXPECT_FALSE(ended);
  ended = co_await coax::move_on_at(coarse::min(), value_after(1s, 3));
  EXPECT_FALSE(ended);
  ended = co_await coax::move_on_at(point::max(), value_after(1ms, 3));
  EXPECT_TRUE(ended);
  const int value = co_await coax::deadline(coarse::max(), value_after(1ms, 3));
  EXPECT_EQ(value, 3);
}

TEST(Timeout, TakesTheFirstAndTheLastPointInTime) {
  coax::run(ends_of_time<coax::clock>());
  coax::run(ends_of_time<std::chrono::steady_clock>());
  coax::run(ends_of_time<std::chrono::system_clock>());
}

coax::task<void> nested() {
  EXPECT_THROW(co_await coax::timeout(2ms, coax::timeout(1h, value_after(1h, 1))),
               coax::timed_out);
  EXPECT_THROW(co_await coax::timeout(1h, coax::timeout(2ms, value_after(1h, 1))),
               coax::timed_out);
}

TEST(Timeout, Nests) { coax::run(nested()); }

coax::task<void> cancelled_from_outside() {
  auto body = []() -> coax::task<void> { co_await coax::timeout(1h, coax::sleep_for(2h)); };
  auto h = coax::spawn(body);
  co_await coax::sleep_for(1ms);
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
}

TEST(Timeout, CancellationFromOutsideIsNoTimeout) { coax::run(cancelled_from_outside()); }

} // namespace
