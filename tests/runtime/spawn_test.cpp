// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/run.hpp>
#include <coax/spawn.hpp>
#include <coax/time.hpp>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

coax::task<int> twice(int n) {
  co_await coax::sleep_for(1ms);
  co_return 2 * n;
}

coax::task<void> append(std::string &to, const std::string &what) {
  co_await coax::yield();
  to += what;
}

coax::task<void> joins() {
  auto h = coax::spawn(twice, 21);
  EXPECT_TRUE(h.joinable());
  EXPECT_NE(h.id(), 0U);
  const int result = co_await h.join();
  EXPECT_EQ(result, 42);
  EXPECT_FALSE(h.joinable());
  EXPECT_THROW(h.detach(), coax::misuse);
}

TEST(Spawn, JoinYieldsTheResult) { coax::run(joins()); }

coax::task<void> copies() {
  std::string result;
  std::string word = "copied";
  auto h = coax::spawn(append, std::ref(result), word);
  word = "changed";
  co_await h.join();
  EXPECT_EQ(result, "copied");
}

TEST(Spawn, CopiesArgumentsAsAThreadDoes) { coax::run(copies()); }

struct server {
  int base = 40;
  coax::task<int> serve(int fd) {
    co_await coax::yield();
    co_return base + fd;
  }
  int plain(int fd) const { return base - fd; }
};

coax::task<void> members() {
  server s;
  auto through_pointer = coax::spawn(&server::serve, &s, 2);
  auto through_reference = coax::spawn(&server::serve, std::ref(s), 3);
  auto through_unique = coax::spawn(&server::serve, std::make_unique<server>(), 4);
  auto ordinary = coax::spawn(&server::plain, s, 5);
  const int a = co_await through_pointer.join();
  const int b = co_await through_reference.join();
  const int c = co_await through_unique.join();
  const int d = co_await ordinary.join();
  EXPECT_EQ(a, 42);
  EXPECT_EQ(b, 43);
  EXPECT_EQ(c, 44);
  EXPECT_EQ(d, 35);
}

TEST(Spawn, TakesMemberPointers) { coax::run(members()); }

coax::task<void> lambdas() {
  auto owned = std::make_shared<int>(5);
  std::weak_ptr<int> watch = owned;
  auto body = [owned]() -> coax::task<int> {
    co_await coax::sleep_for(1ms);
    co_return *owned;
  };
  auto h = coax::spawn(std::move(body));
  owned.reset();
  const int n = co_await h.join();
  EXPECT_EQ(n, 5);
  EXPECT_TRUE(watch.expired());
}

TEST(Spawn, KeepsTheCapturesOfALambdaUntilItsEnd) { coax::run(lambdas()); }

coax::task<int> refuse(bool wait) {
  if (wait)
    co_await coax::yield();
  throw std::runtime_error("refused");
}

coax::task<void> failures() {
  auto h = coax::spawn(refuse, true);
  co_await coax::sleep_for(5ms);
  EXPECT_TRUE(h.done());
  bool caught = false;
  try {
    co_await h.join();
  } catch (const std::runtime_error &) {
    caught = true;
  }
  EXPECT_TRUE(caught);
}

TEST(Spawn, JoinRethrows) { coax::run(failures()); }

coax::task<void> order() {
  std::string log;
  auto a = coax::spawn(append, std::ref(log), "a");
  auto b = coax::spawn(append, std::ref(log), "b");
  auto c = coax::spawn(append, std::ref(log), "c");
  EXPECT_EQ(log, "");
  co_await c.join();
  EXPECT_EQ(log, "abc");
  co_await a.join();
  co_await b.join();
}

TEST(Spawn, StartsLaterAndInOrder) { coax::run(order()); }

coax::task<void> many(int count) {
  std::vector<coax::handle<int>> handles;
  for (int i = 0; i < count; ++i)
    handles.push_back(coax::spawn(twice, i));
  long sum = 0;
  for (coax::handle<int> &h : handles)
    sum += co_await h.join();
  EXPECT_EQ(sum, long{count} * (count - 1));
}

TEST(Spawn, TenThousandTasks) { coax::run(many(10'000)); }

coax::task<void> any_task_as_void() {
  std::string log;
  std::vector<coax::handle<void>> workers(1);
  workers[0] = coax::spawn(twice, 3);
  workers.push_back(coax::spawn(append, std::ref(log), "x"));
  workers.emplace_back(coax::spawn(refuse, true));
  co_await workers[0].join();
  co_await workers[1].join();
  EXPECT_EQ(log, "x");
  EXPECT_THROW(co_await workers[2].join(), std::runtime_error);
}

TEST(Spawn, HandleOfVoidStandsForAnyTask) { coax::run(any_task_as_void()); }

coax::task<void> drop_a_handle() {
  { auto dropped = coax::spawn(twice, 1); }
  co_return;
}

coax::task<void> fail_detached() {
  coax::spawn(refuse, true).detach();
  co_await coax::sleep_for(1s);
}

using SpawnDeathTest = ::testing::Test;

TEST(SpawnDeathTest, DroppingAnUnfinishedTaskEndsTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(coax::run(drop_a_handle()), "dropped without join or detach");
}

TEST(SpawnDeathTest, ExceptionOutOfADetachedTaskEndsTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(coax::run(fail_detached()), "exception left a detached task");
}

TEST(Spawn, NeedsALoop) { EXPECT_THROW((void)coax::spawn(twice, 1), coax::misuse); }

} // namespace
