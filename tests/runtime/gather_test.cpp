// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/gather.hpp>
#include <coax/run.hpp>
#include <coax/time.hpp>
#include <functional>
#include <gtest/gtest.h>
#include <ranges>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

coax::task<int> slow(int n) {
  co_await coax::sleep_for(std::chrono::milliseconds(20 - n));
  co_return n;
}
coax::task<std::string> text() { co_return "text"; }
coax::task<void> nop() { co_return; }

coax::task<void> different_types() {
  auto [n, s, none] = co_await coax::gather(slow(1), text(), nop());
  static_assert(std::is_same_v<decltype(none), coax::nothing>);
  EXPECT_EQ(n, 1);
  EXPECT_EQ(s, "text");
}

TEST(Gather, YieldsATuple) { coax::run(different_types()); }

coax::task<void> side_by_side() {
  const auto start = std::chrono::steady_clock::now();
  std::vector<int> wanted;
  for (int i = 0; i < 20; ++i)
    wanted.push_back(i);
  auto tasks = wanted | std::views::transform(slow);
  const std::vector<int> got = co_await coax::gather(tasks);
  EXPECT_EQ(got, wanted);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 210ms); // one after another: 210 ms
}

TEST(Gather, RunsARangeSideBySideAndKeepsItsOrder) { coax::run(side_by_side()); }

struct first_failure {
  std::string who;
};

coax::task<void> fail_after(std::chrono::milliseconds delay, std::string who) {
  co_await coax::sleep_for(delay);
  throw first_failure{who};
}

coax::task<void> until_cancelled(bool &cancelled) {
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
    cancelled = true;
    throw;
  }
}

coax::task<void> one_fails() {
  bool cancelled = false;
  std::string who;
  try {
    auto both = coax::gather(until_cancelled(cancelled), fail_after(2ms, "me"));
    co_await std::move(both);
  } catch (const first_failure &f) {
    who = f.who;
  }
  EXPECT_EQ(who, "me");
  EXPECT_TRUE(cancelled);
}

TEST(Gather, FirstFailureCancelsTheOthersAndKeepsItsType) { coax::run(one_fails()); }

coax::task<void> empty_range() {
  std::vector<int> none;
  const std::vector<int> got = co_await coax::gather(none | std::views::transform(slow));
  EXPECT_TRUE(got.empty());
}

TEST(Gather, OfNothingEndsAtOnce) { coax::run(empty_range()); }

coax::task<int &> element(std::vector<int> &of, std::size_t i) {
  co_await coax::yield();
  co_return of[i];
}

coax::task<void> references() {
  std::vector<int> numbers{1, 2, 3};
  auto [first, last] = co_await coax::gather(element(numbers, 0), element(numbers, 2));
  EXPECT_EQ(&first, &numbers[0]);
  EXPECT_EQ(&last, &numbers[2]);
  auto tasks = std::views::iota(std::size_t{0}, numbers.size()) |
               std::views::transform([&](std::size_t i) { return element(numbers, i); });
  const std::vector<std::reference_wrapper<int>> all = co_await coax::gather(tasks);
  for (int &one : all)
    one *= 10;
  EXPECT_EQ(numbers, (std::vector<int>{10, 20, 30}));
}

TEST(Gather, YieldsReferences) { coax::run(references()); }

coax::task<int> zero(int) { co_return 0; }

coax::task<void> ten_thousand() {
  auto tasks = std::views::iota(0, 10'000) | std::views::transform(zero);
  const std::vector<int> got = co_await coax::gather(tasks);
  EXPECT_EQ(got.size(), 10'000U);
}

TEST(Gather, TenThousand) { coax::run(ten_thousand()); }

} // namespace
