// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/event.hpp>
#include <coax/race.hpp>
#include <coax/run.hpp>
#include <coax/spawn.hpp>
#include <coax/time.hpp>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <string>

namespace {

using namespace std::chrono_literals;

coax::task<int> number_now(int n) { co_return n; }

coax::task<std::string> text_unless_cancelled(bool &cancelled) {
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
    cancelled = true;
    throw;
  }
  co_return "late";
}

coax::task<void> first_value() {
  bool cancelled = false;
  auto both = coax::race(text_unless_cancelled(cancelled), number_now(7));
  const std::variant<std::string, int> first = co_await std::move(both);
  EXPECT_EQ(first.index(), 1U);
  EXPECT_EQ(std::get<1>(first), 7);
  EXPECT_TRUE(cancelled);
}

TEST(Race, YieldsTheFirstAndCancelsTheOthers) { coax::run(first_value()); }

coax::task<void> nop() { co_return; }

coax::task<void> same_types() {
  const std::variant<coax::nothing, coax::nothing> first =
      co_await coax::race(coax::sleep_for(1h), nop());
  EXPECT_EQ(first.index(), 1U);
}

TEST(Race, TellsEqualTypesApart) { coax::run(same_types()); }

coax::task<int> fail() {
  co_await coax::yield();
  throw std::invalid_argument("first");
}

coax::task<void> first_failure() {
  bool cancelled = false;
  EXPECT_THROW(co_await coax::race(text_unless_cancelled(cancelled), fail()),
               std::invalid_argument);
  EXPECT_TRUE(cancelled);
}

TEST(Race, AFailureThatComesFirstDecides) { coax::run(first_failure()); }

coax::task<int> fails_when_cancelled() {
  bool ended = false;
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
    ended = true;
  }
  if (ended)
    throw std::logic_error("a loser");
  co_return 0;
}

coax::task<void> losers_fail() {
  const auto first = co_await coax::race(fails_when_cancelled(), number_now(1));
  EXPECT_EQ(std::get<1>(first), 1);
}

TEST(Race, DropsWhatLosersEndWith) { coax::run(losers_fail()); }

coax::task<std::unique_ptr<int>> pointer_in_turn(int n) {
  for (int i = 0; i < n; ++i)
    co_await coax::yield();
  co_return std::make_unique<int>(n);
}

coax::task<void> range() {
  const int turns[] = {3, 1, 2};
  const auto first = co_await coax::race(turns | std::views::transform(pointer_in_turn));
  EXPECT_EQ(first.index, 1U);
  EXPECT_EQ(*first.value, 1);
}

TEST(Race, OfARangeYieldsPlaceAndMoveOnlyValue) { coax::run(range()); }

coax::task<const int &> same(const int &n) { co_return n; }

coax::task<void> references() {
  const int numbers[] = {1, 2};
  const std::variant<coax::nothing, std::reference_wrapper<const int>> first =
      co_await coax::race(coax::sleep_for(1h), same(numbers[1]));
  EXPECT_EQ(&std::get<1>(first).get(), &numbers[1]);
  const auto of_range = co_await coax::race(numbers | std::views::transform(same));
  EXPECT_EQ(&of_range.value, &numbers[of_range.index]);
}

TEST(Race, YieldsReferences) { coax::run(references()); }

coax::task<void> of_nothing() {
  const std::vector<int> none;
  EXPECT_THROW(co_await coax::race(none | std::views::transform(number_now)), coax::misuse);
}

TEST(Race, OfNothingIsRefused) { coax::run(of_nothing()); }

coax::task<void> cancelled_from_outside() {
  bool cancelled = false;
  auto body = [&cancelled]() -> coax::task<void> {
    auto both = coax::race(text_unless_cancelled(cancelled), coax::sleep_for(1h));
    co_await std::move(both);
  };
  auto h = coax::spawn(body);
  co_await coax::yield();
  co_await coax::yield();
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_TRUE(cancelled);
}

TEST(Race, CancellationReachesEveryRunner) { coax::run(cancelled_from_outside()); }

} // namespace
