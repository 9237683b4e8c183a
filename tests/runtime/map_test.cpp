// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/map.hpp>
#include <coax/run.hpp>
#include <coax/time.hpp>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <string>

namespace {

using namespace std::chrono_literals;

coax::task<void> limited() {
  int inside = 0, most = 0;
  auto square = [&](int n) -> coax::task<int> {
    most = std::max(most, ++inside);
    for (int i = 0; i < 20 - n % 7; ++i)
      co_await coax::yield();
    --inside;
    co_return n *n;
  };
  const std::vector<int> squares = co_await coax::map(std::views::iota(0, 100), 4, square);
  EXPECT_EQ(most, 4);
  EXPECT_EQ(squares.size(), 100U);
  for (int n = 0; n < 100; ++n)
    EXPECT_EQ(squares[static_cast<std::size_t>(n)], n * n);
}

TEST(Map, KeepsTheLimitAndTheOrder) { coax::run(limited()); }

coax::task<std::unique_ptr<std::string>> shout(const std::string &word) {
  co_await coax::yield();
  co_return std::make_unique<std::string>(word + "!");
}

coax::task<void> lvalue_range() {
  const std::vector<std::string> words{"one", "two", "three"};
  const auto loud = co_await coax::map(words, 2, shout);
  EXPECT_EQ(loud.size(), 3U);
  EXPECT_EQ(*loud[2], "three!");
}

TEST(Map, OfAContainerAndMoveOnlyResults) { coax::run(lvalue_range()); }

coax::task<void> change_in_place() {
  std::vector<int> numbers{1, 2, 3};
  auto twice = [](int &n) -> coax::task<void> {
    co_await coax::yield();
    n *= 2;
  };
  co_await coax::map(numbers, 8, twice);
  EXPECT_EQ(numbers, (std::vector<int>{2, 4, 6}));
}

TEST(Map, HandsOutElementsByReference) { coax::run(change_in_place()); }

coax::task<void> one_fails() {
  int started = 0, cancelled = 0;
  auto work = [&](int n) -> coax::task<int> {
    ++started;
    if (n == 1)
      throw std::invalid_argument("one");
    try {
      co_await coax::sleep_for(1h);
    } catch (const coax::cancelled &) {
      ++cancelled;
      throw;
    }
    co_return n;
  };
  EXPECT_THROW(co_await coax::map(std::views::iota(0, 1000), 3, work), std::invalid_argument);
  EXPECT_EQ(started, cancelled + 1);
  EXPECT_LE(started, 3);
}

TEST(Map, AFailureCancelsTheOthersAndStartsNoMore) { coax::run(one_fails()); }

coax::task<void> one_fails_at_once() {
  int started = 0;
  auto work = [&](int) -> coax::task<void> {
    ++started;
    throw std::invalid_argument("at once");
    co_return;
  };
  EXPECT_THROW(co_await coax::map(std::views::iota(0, 1000), 3, work), std::invalid_argument);
  EXPECT_EQ(started, 1);
}

TEST(Map, AFailureStopsTasksThatNeverWaitToo) { coax::run(one_fails_at_once()); }

coax::task<int> same(int n) { co_return n; }

coax::task<void> edges() {
  const std::vector<int> none;
  const std::vector<int> nothing = co_await coax::map(none, 5, same);
  EXPECT_TRUE(nothing.empty());
  EXPECT_THROW(co_await coax::map(none, 0, same), coax::misuse);
  const std::vector<int> wide = co_await coax::map(std::views::iota(0, 3), 1'000'000, same);
  EXPECT_EQ(wide, (std::vector<int>{0, 1, 2}));
}

TEST(Map, OfNothingAndWithMoreWorkersThanElements) { coax::run(edges()); }

coax::task<void> references() {
  std::vector<int> numbers{1, 2, 3};
  auto same = [](int &n) -> coax::task<int &> { co_return n; };
  const std::vector<std::reference_wrapper<int>> all = co_await coax::map(numbers, 2, same);
  for (int &one : all)
    one *= 10;
  EXPECT_EQ(numbers, (std::vector<int>{10, 20, 30}));
}

TEST(Map, YieldsReferences) { coax::run(references()); }

coax::task<void> map_an_array() {
  const int numbers[] = {1, 2, 3};
  auto twice = [](int n) -> coax::task<int> { co_return 2 * n; };
  const std::vector<int> doubled = co_await coax::map(numbers, 2, twice);
  EXPECT_EQ(doubled, (std::vector<int>{2, 4, 6}));
}

TEST(Map, TakesAnArray) { coax::run(map_an_array()); }

} // namespace
