// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/run.hpp>
#include <coax/time.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace {

coax::task<int> add(int a, int b) { co_return a + b; }
coax::task<std::string> join(const std::string &a, std::string b) { co_return a + b; }
coax::task<int &> pick(int &first, int &second, bool which) { co_return which ? first : second; }
coax::task<const std::string &> same(const std::string &s) { co_return s; }
coax::task<std::unique_ptr<int>> boxed(int n) { co_return std::make_unique<int>(n); }
coax::task<std::pair<int, std::string>> braced() { co_return {1, "one"}; }
coax::task<void> set(int &to, int value) {
  to = value;
  co_return;
}

struct own_error {
  int code;
};
coax::task<int> fail(int depth) {
  if (depth == 0)
    throw own_error{42};
  const int n = co_await fail(depth - 1);
  co_return n;
}

coax::task<void> every_result_type() {
  const int sum = co_await add(1, 2);
  EXPECT_EQ(sum, 3);
  const std::string text = co_await join("a", "b");
  EXPECT_EQ(text, "ab");
  int one = 1, two = 2;
  int &picked = co_await pick(one, two, false);
  EXPECT_EQ(&picked, &two);
  const std::string name = "name";
  const std::string &same_name = co_await same(name);
  EXPECT_EQ(&same_name, &name);
  const std::unique_ptr<int> box = co_await boxed(7);
  EXPECT_EQ(*box, 7);
  const auto pair = co_await braced();
  EXPECT_EQ(pair.second, "one");
  co_await set(one, 9);
  EXPECT_EQ(one, 9);
}

TEST(Task, YieldsEveryKindOfResult) { coax::run(every_result_type()); }

TEST(Task, RunsOnlyWhenAwaited) {
  int n = 0;
  { auto never_awaited = set(n, 1); }
  EXPECT_EQ(n, 0);
  auto stored = set(n, 2);
  EXPECT_EQ(n, 0);
  coax::run(std::move(stored));
  EXPECT_EQ(n, 2);
}

TEST(Task, CarriesAnyExceptionThroughAwaits) {
  try {
    coax::run(fail(10));
    FAIL() << "nothing was thrown";
  } catch (const own_error &e) {
    EXPECT_EQ(e.code, 42);
  }
}

coax::task<long> await_in_loop(long count) {
  long sum = 0;
  for (long i = 0; i < count; ++i)
    sum += co_await add(1, 0);
  co_return sum;
}

TEST(Task, TwoMillionAwaitsInALoopNeedNoStack) {
  EXPECT_EQ(coax::run(await_in_loop(2'000'000)), 2'000'000);
}

coax::task<int> descend(int depth) {
  if (depth == 0)
    co_return 0;
  const int below = co_await descend(depth - 1);
  co_return below + 1;
}

TEST(Task, DeepChainsNeedNoStack) { EXPECT_EQ(coax::run(descend(100'000)), 100'000); }

coax::task<int> await_twice() {
  auto once = add(1, 2);
  int sum = co_await std::move(once);
  try {
    sum += co_await std::move(once);
  } catch (const coax::misuse &e) {
    EXPECT_NE(std::string(e.what()).find("task_test.cpp"), std::string::npos) << e.what();
    co_return sum;
  }
  co_return -1;
}

TEST(Task, SecondAwaitIsRefusedWithItsPlace) { EXPECT_EQ(coax::run(await_twice()), 3); }

struct counted {
  explicit counted(int &live) : live(&live) { ++live; }
  counted(const counted &other) : live(other.live) { ++*live; }
  ~counted() { --*live; }
  int *live;
};

coax::task<int> hold(counted) {
  co_await coax::yield();
  co_return 1;
}

coax::task<int> hold_twice(int &live) {
  const int a = co_await hold(counted(live));
  const int b = co_await hold(counted(live));
  EXPECT_EQ(live, 0);
  co_return a + b;
}

TEST(Task, ParametersDieWithTheFullExpression) {
  int live = 0;
  EXPECT_EQ(coax::run(hold_twice(live)), 2);
  EXPECT_EQ(live, 0);
}

} // namespace
