// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
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

coax::task<std::string> keep_a_reference(const std::string &text) {
  co_await coax::sleep_for(1ms);
  co_return text;
}

/// Its parameter refers to what the conversion of an argument makes.
struct borrowed {
  borrowed(const long &n) : number(n) {}
  const long &number;
};
coax::task<long> keep_a_borrowed(borrowed b) {
  co_await coax::sleep_for(1ms);
  co_return b.number;
}

coax::task<std::string> refuse_long_ones(std::string text) {
  if (text.size() > 3)
    throw std::length_error(text);
  co_return text;
}

struct throws_as_text {
  operator std::string() const { throw std::runtime_error("no text"); }
};

coax::task<void> convert_arguments() {
  auto made = coax::spawn(keep_a_reference, "a text that is too long to be kept in place");
  const std::string text = co_await made.join();
  EXPECT_EQ(text, "a text that is too long to be kept in place");
  auto of_int = coax::spawn(keep_a_borrowed, 42);
  const long number = co_await of_int.join();
  EXPECT_EQ(number, 42);
  auto refused = coax::spawn(refuse_long_ones, "four");
  EXPECT_THROW(co_await refused.join(), std::length_error);
  auto failed = coax::spawn(keep_a_reference, throws_as_text());
  EXPECT_THROW(co_await failed.join(), std::runtime_error);
}

TEST(Spawn, WhatAConversionMakesLivesAsLongAsTheTask) { coax::run(convert_arguments()); }

struct overloaded {
  coax::task<int> operator()(const std::string &text) const {
    co_await coax::yield();
    co_return static_cast<int>(text.size());
  }
  coax::task<int> operator()(int n) noexcept {
    co_await coax::yield();
    co_return n;
  }
};

coax::task<int> add_all(int a, const int &b, std::unique_ptr<int> c, int &&d) noexcept {
  co_await coax::yield();
  co_return a + b + *c + d;
}

coax::task<void> call_shapes() {
  auto generic = coax::spawn(overloaded(), "abc");
  auto plain = coax::spawn(overloaded(), 4);
  auto parameters = coax::spawn(add_all, 1, 2, std::make_unique<int>(3), 4);
  auto function = coax::spawn(std::function<coax::task<int>()>([] { return twice(2); }));
  auto any = coax::spawn([](auto n) -> coax::task<int> { return twice(n); }, 3);
  const int a = co_await generic.join();
  const int b = co_await plain.join();
  const int c = co_await parameters.join();
  const int d = co_await function.join();
  const int e = co_await any.join();
  EXPECT_EQ(a, 3);
  EXPECT_EQ(b, 4);
  EXPECT_EQ(c, 10);
  EXPECT_EQ(d, 4);
  EXPECT_EQ(e, 6);
}

TEST(Spawn, CallsWhateverAThreadCalls) { coax::run(call_shapes()); }

/// Counts its copies, and says whether it ended inside of a task.
struct part {
  explicit part(int &n, bool &in_task) : live(&n), ended_in_task(&in_task) { ++*live; }
  part(const part &other) : live(other.live), ended_in_task(other.ended_in_task) { ++*live; }
  ~part() {
    --*live;
    *ended_in_task = coax::detail::current_strand() != nullptr;
  }
  int *live;
  bool *ended_in_task;
};

coax::task<void> hold_a_part(const part &) { co_await coax::yield(); }
void use_a_part(part) {}

coax::task<void> parts_end_with_the_task() {
  int live = 0;
  bool in_task = false;
  auto awaits = coax::spawn(hold_a_part, part(live, in_task));
  auto plain = coax::spawn(use_a_part, part(live, in_task));
  EXPECT_EQ(live, 2);
  co_await coax::yield();
  EXPECT_TRUE(plain.done());
  EXPECT_EQ(live, 1);
  co_await coax::yield();
  co_await coax::yield();
  EXPECT_TRUE(awaits.done());
  EXPECT_EQ(live, 0); // before the join
  EXPECT_TRUE(in_task);
  co_await awaits.join();
  co_await plain.join();
}

TEST(Spawn, ArgumentsEndWithTheTaskNotWithItsHandle) { coax::run(parts_end_with_the_task()); }

struct alignas(64) wide {
  int n = 0;
};

coax::task<wide> make_wide(int n) {
  co_await coax::yield();
  wide w;
  w.n = n;
  co_return w;
}

coax::task<void> wide_results() {
  auto spawned = coax::spawn(make_wide, 1);
  const wide a = co_await make_wide(2);
  const wide b = co_await spawned.join();
  EXPECT_EQ(a.n, 2);
  EXPECT_EQ(b.n, 1);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&b) % 16, 0U);
}

TEST(Spawn, ResultsMayHaveMoreAlignmentThanFrames) { coax::run(wide_results()); }

struct refuses_to_move {
  refuses_to_move() = default;
  refuses_to_move(refuses_to_move &&) { throw std::runtime_error("not moved"); }
};

coax::task<refuses_to_move> make_immovable() {
  co_await coax::yield();
  co_return refuses_to_move();
}

coax::task<void> failing_moves() {
  auto spawned = coax::spawn(make_immovable);
  EXPECT_THROW(co_await spawned.join(), std::runtime_error);
}

TEST(Spawn, AResultThatCannotBeMovedIsAFailure) { coax::run(failing_moves()); }

coax::task<int &> refer_to(int &n) {
  co_await coax::yield();
  co_return n;
}

coax::task<void> references() {
  int n = 1;
  auto spawned = coax::spawn(refer_to, std::ref(n));
  int &same = co_await spawned.join();
  EXPECT_EQ(&same, &n);
}

TEST(Spawn, JoinYieldsAReference) { coax::run(references()); }

coax::task<void> cancel_from_threads() {
  auto sleeper = coax::spawn([]() -> coax::task<void> { co_await coax::sleep_for(1h); });
  co_await coax::yield();
  auto insist = [&sleeper] {
    for (int i = 0; i < 10'000; ++i)
      sleeper.cancel();
  };
  co_await coax::offload(insist);
  EXPECT_THROW(co_await sleeper.join(), coax::cancelled);
}

TEST(Spawn, MayBeCancelledOften) { coax::run(cancel_from_threads()); }

coax::task<void> drop_a_handle() {
  { auto dropped = coax::spawn(twice, 1); }
  co_return;
}

coax::task<void> fail_detached() {
  coax::spawn(refuse, true).detach();
  co_await coax::sleep_for(1s);
}

struct sets_when_cancelled {
  bool *cancelled;
  coax::task<void> operator()() const {
    try {
      co_await coax::sleep_for(1h);
    } catch (const coax::cancelled &) {
      *cancelled = true;
      throw;
    }
  }
};

coax::task<void> join_parameter(coax::handle<void> h) { co_await h.join(); }

coax::task<void> fail_at_once() {
  co_await coax::yield();
  throw 1;
}

coax::task<void> lose_what_holds_a_handle() {
  bool by_timeout = false, by_race = false, by_gather = false, by_limit = false;
  EXPECT_THROW(
      co_await coax::timeout(1ms, join_parameter(coax::spawn(sets_when_cancelled{&by_timeout}))),
      coax::timed_out);
  co_await coax::race(join_parameter(coax::spawn(sets_when_cancelled{&by_race})),
                      coax::sleep_for(1ms));
  EXPECT_THROW(co_await coax::gather(join_parameter(coax::spawn(sets_when_cancelled{&by_gather})),
                                     fail_at_once()),
               int);
  const bool in_time = co_await coax::move_on_after(
      1ms, join_parameter(coax::spawn(sets_when_cancelled{&by_limit})));
  EXPECT_FALSE(in_time);
  co_await coax::sleep_for(1ms);
  EXPECT_TRUE(by_timeout && by_race && by_gather && by_limit);
}

TEST(Spawn, ACancelledArmCancelsTheTaskWhoseHandleIsItsParameter) {
  coax::run(lose_what_holds_a_handle());
}

coax::task<void> call_itself(std::string name) {
  coax::name_task(name);
  co_return;
}

coax::task<void> ask_for_a_name() {
  auto h = coax::spawn(call_itself, std::string("worker"));
  EXPECT_EQ(h.name(), "");
  co_await coax::yield();
  EXPECT_EQ(h.name(), "worker");
  co_await h.join();
  EXPECT_EQ(h.name(), "");
}

TEST(Spawn, AHandleTellsTheNameOfItsTask) { coax::run(ask_for_a_name()); }

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
