// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <coax/testing.hpp>
#include <cstdlib>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

coax::testing::options with_seed(std::uint64_t seed) {
  coax::testing::options how;
  how.seed = seed;
  return how;
}

coax::task<void> note(std::string &order, char name) {
  order += name;
  co_await coax::yield();
  order += name;
}

coax::task<std::string> order_of_five() {
  std::string order;
  auto body = [&order](coax::group &g) -> coax::task<void> {
    for (char name = 'a'; name <= 'e'; ++name)
      g.start(note, std::ref(order), name);
    co_return;
  };
  co_await coax::with_group(body);
  co_return order;
}

TEST(Seed, NoneKeepsTheOrder) { EXPECT_EQ(coax::testing::run({}, order_of_five), "abcdeabcde"); }

TEST(Seed, MakesTheOrder) {
  std::set<std::string> orders;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::string once = coax::testing::run(with_seed(seed), order_of_five);
    EXPECT_EQ(coax::testing::run(with_seed(seed), order_of_five), once);
    orders.insert(once);
  }
  EXPECT_GT(orders.size(), 15U);
}

// A seed that was noted down means the same with every compiler and on every machine.
TEST(Seed, IsTheSameEverywhere) {
  EXPECT_EQ(coax::testing::run(with_seed(1), order_of_five), "edcbadbace");
  EXPECT_EQ(coax::testing::run(with_seed(2), order_of_five), "dcaebecadb");
}

coax::task<void> take_turns(int &mine, const int &other) {
  for (int i = 0; i < 100; ++i) {
    ++mine;
    EXPECT_LE(std::abs(mine - other), 2);
    co_await coax::yield();
  }
}

coax::task<void> two_take_turns() {
  int a = 0, b = 0;
  co_await coax::gather(take_turns(a, b), take_turns(b, a));
}

TEST(Seed, LetsAYieldingTaskWaitForAllOthers) {
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    coax::testing::run(with_seed(seed), two_take_turns());
}

coax::task<void> lock_in_turn(coax::mutex &m, std::vector<int> &asked, std::vector<int> &got,
                              int name) {
  asked.push_back(name);
  co_await m.lock();
  got.push_back(name);
  co_await coax::yield();
  m.unlock();
}

coax::task<void> locks_are_fair() {
  coax::mutex m;
  std::vector<int> asked, got;
  auto body = [&](coax::group &g) -> coax::task<void> {
    for (int name = 0; name < 5; ++name)
      g.start(lock_in_turn, std::ref(m), std::ref(asked), std::ref(got), name);
    co_return;
  };
  co_await coax::with_group(body);
  EXPECT_EQ(asked, got);
}

TEST(Seed, LeavesPromisesAsTheyAre) { coax::testing::explore(50, locks_are_fair); }

/// Takes for granted that the first that is started is also the first to run.
coax::task<void> publish(int &where) {
  where = 42;
  co_return;
}
coax::task<int> read_of(const int &where) { co_return where; }

coax::task<bool> depends_on_order() {
  int value = 0;
  const auto both = co_await coax::gather(publish(value), read_of(value));
  co_return std::get<1>(both) == 42;
}

TEST(Explore, FindsWhatDependsOnTheOrder) {
  EXPECT_TRUE(coax::testing::run({}, depends_on_order));
  try {
    coax::testing::explore(100, depends_on_order);
    FAIL() << "not found";
  } catch (const coax::testing::seed_failed &failure) {
    EXPECT_FALSE(coax::testing::run(with_seed(failure.seed()), depends_on_order));
    const std::string text = failure.what();
    EXPECT_NE(text.find("seed " + std::to_string(failure.seed()) + ":"), std::string::npos) << text;
  }
}

coax::task<void> lock_two(coax::mutex &first, coax::mutex &second) {
  co_await first.lock();
  co_await coax::yield();
  co_await second.lock();
  second.unlock();
  first.unlock();
}

coax::task<void> deadlocks() {
  coax::mutex a, b;
  co_await coax::gather(lock_two(a, b), lock_two(b, a));
}

TEST(Explore, TellsADeadlock) {
  coax::testing::options how;
  how.stuck_after = 2ms;
  try {
    coax::testing::explore(100, deadlocks, how);
    FAIL() << "not found";
  } catch (const coax::testing::seed_failed &failure) {
    EXPECT_THROW(std::rethrow_if_nested(failure), coax::testing::stuck);
  }
}

coax::task<void> fails_with_an_int() {
  co_await coax::yield();
  throw 1;
}

TEST(Explore, KeepsTheFailure) {
  try {
    coax::testing::explore(3, fails_with_an_int);
    FAIL() << "no failure";
  } catch (const coax::testing::seed_failed &failure) {
    EXPECT_EQ(failure.seed(), 1U);
    EXPECT_THROW(std::rethrow_if_nested(failure), int);
  }
}

TEST(Explore, RunsTheSeedOfTheEnvironmentOnly) {
  int runs = 0;
  auto count = [&runs]() -> coax::task<void> {
    ++runs;
    co_return;
  };
  coax::testing::explore(7, count);
  EXPECT_EQ(runs, 7);
  ::setenv("COAX_SEED", "5", 1);
  coax::testing::explore(7, count);
  EXPECT_EQ(runs, 8);
  try {
    coax::testing::explore(7, fails_with_an_int);
    FAIL() << "no failure";
  } catch (const coax::testing::seed_failed &failure) {
    EXPECT_EQ(failure.seed(), 5U);
  }
  ::unsetenv("COAX_SEED");
}

} // namespace
