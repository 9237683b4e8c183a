// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/as_completed.hpp>
#include <coax/run.hpp>
#include <coax/spawn.hpp>
#include <coax/time.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <ranges>
#include <stdexcept>

namespace {

using namespace std::chrono_literals;
using places = std::vector<std::size_t>;

coax::task<std::unique_ptr<int>> after_turns(int turns) {
  for (int i = 0; i < turns; ++i)
    co_await coax::yield();
  co_return std::make_unique<int>(turns);
}

coax::task<void> by_completion() {
  const int turns[] = {30, 10, 20};
  places order;
  std::vector<int> values;
  auto note = [&](std::size_t place, std::unique_ptr<int> value) {
    order.push_back(place);
    values.push_back(*value);
  };
  co_await coax::as_completed(turns | std::views::transform(after_turns), note);
  EXPECT_EQ(order, (places{1, 2, 0}));
  EXPECT_EQ(values, (std::vector<int>{10, 20, 30}));
}

TEST(AsCompleted, YieldsInOrderOfCompletion) { coax::run(by_completion()); }

coax::task<int &> same(int &n) { co_return n; }

coax::task<void> references() {
  int numbers[] = {1, 2};
  auto each = [&](std::size_t, int &one) { one *= 10; };
  co_await coax::as_completed(numbers | std::views::transform(same), each);
  EXPECT_EQ(numbers[0], 10);
  EXPECT_EQ(numbers[1], 20);
}

TEST(AsCompleted, PassesReferencesOn) { coax::run(references()); }

coax::task<void> nop(int) { co_return; }

coax::task<void> one_call_at_a_time() {
  int inside = 0, most = 0, calls = 0;
  auto each = [&](std::size_t) -> coax::task<void> {
    most = std::max(most, ++inside);
    co_await coax::yield();
    --inside;
    ++calls;
  };
  co_await coax::as_completed(std::views::iota(0, 50) | std::views::transform(nop), each);
  EXPECT_EQ(most, 1);
  EXPECT_EQ(calls, 50);
}

TEST(AsCompleted, CallsACoroutineOnceAtATime) { coax::run(one_call_at_a_time()); }

coax::task<int> sleeper(int &cancelled, int i) {
  try {
    co_await coax::sleep_for(i == 0 ? 0h : 1h);
  } catch (const coax::cancelled &) {
    ++cancelled;
    throw;
  }
  co_return i;
}

coax::task<void> enough() {
  int cancelled = 0, calls = 0;
  auto first_only = [&](std::size_t, int) { return ++calls < 1; };
  auto tasks =
      std::views::iota(0, 3) | std::views::transform([&](int i) { return sleeper(cancelled, i); });
  co_await coax::as_completed(tasks, first_only);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(cancelled, 2);
}

TEST(AsCompleted, FalseEndsTheRest) { coax::run(enough()); }

coax::task<void> a_call_fails() {
  int cancelled = 0;
  auto refuse = [](std::size_t, int) -> coax::task<bool> {
    co_await coax::yield();
    throw std::invalid_argument("no");
  };
  auto tasks =
      std::views::iota(0, 3) | std::views::transform([&](int i) { return sleeper(cancelled, i); });
  EXPECT_THROW(co_await coax::as_completed(tasks, refuse), std::invalid_argument);
  EXPECT_EQ(cancelled, 2);
}

TEST(AsCompleted, AFailingCallCancelsTheRest) { coax::run(a_call_fails()); }

coax::task<int> fail_at(int i) {
  co_await coax::sleep_for(i == 1 ? 0h : 1h);
  throw std::out_of_range("task");
}

coax::task<void> a_task_fails() {
  int calls = 0;
  auto count = [&](std::size_t, int) { ++calls; };
  auto tasks = std::views::iota(0, 3) | std::views::transform(fail_at);
  EXPECT_THROW(co_await coax::as_completed(tasks, count), std::out_of_range);
  EXPECT_EQ(calls, 0);
}

TEST(AsCompleted, AFailingTaskCancelsTheRest) { coax::run(a_task_fails()); }

coax::task<void> of_nothing() {
  const std::vector<int> none;
  int calls = 0;
  auto count = [&](std::size_t) { ++calls; };
  co_await coax::as_completed(none | std::views::transform(nop), count);
  EXPECT_EQ(calls, 0);
}

TEST(AsCompleted, OfNothingEndsAtOnce) { coax::run(of_nothing()); }

coax::task<void> cancelled_from_outside() {
  int cancelled = 0;
  auto body = [&cancelled]() -> coax::task<void> {
    auto ignore = [](std::size_t, int) {};
    auto tasks = std::views::iota(1, 3) |
                 std::views::transform([&](int i) { return sleeper(cancelled, i); });
    co_await coax::as_completed(tasks, ignore);
  };
  auto h = coax::spawn(body);
  co_await coax::yield();
  co_await coax::yield();
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_EQ(cancelled, 2);
}

TEST(AsCompleted, CancellationReachesEveryTask) { coax::run(cancelled_from_outside()); }

} // namespace
