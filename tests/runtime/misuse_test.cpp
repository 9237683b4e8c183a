// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that could only hang or crash: what is said of it, with the places.
#include <coax/coax.hpp>
#include <coax/stop_token.hpp>
#include <coax/testing.hpp>
#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

std::string here(unsigned line) { return "misuse_test.cpp:" + std::to_string(line); }

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

coax::task<int> give(int n) {
  co_await coax::yield();
  co_return n;
}

coax::task<void> await_twice() {
  auto once = give(1);
  co_await std::move(once);
  const unsigned first = __LINE__ - 1;
  std::string said;
  unsigned second = 0;
  try {
    second = __LINE__ + 1;
    co_await std::move(once);
  } catch (const coax::misuse &e) {
    said = e.what();
  }
  EXPECT_TRUE(contains(said, "awaited a second time at")) << said;
  EXPECT_TRUE(contains(said, here(second) + ", after the await at")) << said;
  EXPECT_TRUE(contains(said, here(first) + " that")) << said;
}

TEST(Misuse, ASecondAwaitNamesTheFirst) { coax::run(await_twice()); }

coax::task<void> await_it(coax::task<int> &shared, unsigned &at) {
  at = __LINE__ + 1;
  co_await std::move(shared);
}

coax::task<void> await_in_two_tasks() {
  auto shared = give(1);
  unsigned first = 0, second = 0;
  auto one = coax::spawn(await_it, std::ref(shared), std::ref(first));
  auto two = coax::spawn(await_it, std::ref(shared), std::ref(second));
  std::string said;
  try {
    co_await two.join();
  } catch (const coax::misuse &e) {
    said = e.what();
  }
  co_await one.join();
  EXPECT_TRUE(contains(said, "awaited a second time at")) << said;
  EXPECT_TRUE(contains(said, here(second))) << said;
}

TEST(Misuse, TwoTasksCannotAwaitTheSame) { coax::run(await_in_two_tasks()); }

coax::task<void> join_it(coax::handle<int> &shared, unsigned &at, int &joined, std::string &said) {
  try {
    at = __LINE__ + 1;
    const int got = co_await shared.join();
    joined += got;
  } catch (const coax::misuse &e) {
    said = e.what();
  }
}

coax::task<void> join_in_two_tasks() {
  auto shared = coax::spawn(give, 7);
  unsigned at = 0;
  int joined = 0;
  std::string said;
  co_await coax::gather(join_it(shared, at, joined, said), join_it(shared, at, joined, said));
  EXPECT_EQ(joined, 7);
  EXPECT_FALSE(shared.joinable());
  EXPECT_TRUE(contains(said, "join was awaited a second time at ")) << said;
  EXPECT_TRUE(contains(said, here(at) + ", while the await at ")) << said;
  EXPECT_TRUE(contains(said, here(at) + " waits for")) << said;
}

TEST(Misuse, ASecondJoinNamesTheFirst) { coax::run(join_in_two_tasks()); }

coax::task<void> join_what_is_just_being_joined() {
  auto shared = coax::spawn(give, 7);
  unsigned at = 0;
  int joined = 0;
  std::string said;
  auto first =
      coax::spawn(join_it, std::ref(shared), std::ref(at), std::ref(joined), std::ref(said));
  while (!shared.done())
    co_await coax::yield();
  co_await join_it(shared, at, joined, said); // the first has been woken, or has joined
  co_await first.join();
  EXPECT_EQ(joined, 7);
  EXPECT_TRUE(contains(said, "join")) << said;
}

TEST(Misuse, NorIsATaskJoinedTwiceThatHasJustEnded) { coax::run(join_what_is_just_being_joined()); }

coax::task<void> join_again_after_a_cancelled_join() {
  auto shared = coax::spawn([]() -> coax::task<int> {
    co_await coax::sleep_for(5ms);
    co_return 7;
  });
  const bool in_time = co_await coax::move_on_after(0ms, shared.join());
  EXPECT_FALSE(in_time);
  const int joined = co_await shared.join();
  EXPECT_EQ(joined, 7);
}

TEST(Misuse, AJoinAfterACancelledOneIsNone) { coax::run(join_again_after_a_cancelled_join()); }

/// What of the task `again` throws; empty: nothing.
template <class Again> coax::task<std::string> said_of(Again again, coax::task<int> &spent) {
  std::string said;
  try {
    co_await again(std::move(spent));
  } catch (const coax::misuse &e) {
    said = e.what();
  }
  co_return said;
}

coax::task<void> refused_everywhere(coax::task<int> &spent) {
  using task = coax::task<int>;
  auto again = [&spent](auto use) -> coax::task<void> {
    const std::string said = co_await said_of(use, spent);
    EXPECT_TRUE(contains(said, "a second time")) << said;
    EXPECT_TRUE(contains(said, "misuse_test.cpp:")) << said;
  };
  co_await again([](task &&t) -> coax::task<void> { co_await std::move(t); });
  co_await again([](task &&t) { return coax::timeout(1s, std::move(t)); });
  co_await again([](task &&t) { return coax::move_on_after(1s, std::move(t)); });
  co_await again([](task &&t) { return coax::gather(give(2), std::move(t)); });
  co_await again([](task &&t) { return coax::race(give(2), std::move(t)); });
  co_await again([](task &&t) { return coax::shield(std::move(t)); });
  co_await again([](task &&t) { return coax::cancel_when({}, std::move(t)); });
}

coax::task<void> pass_on_what_is_spent() {
  auto timed = give(1), gathered = give(1), raced = give(1), shielded = give(1), awaited = give(1);
  co_await coax::timeout(1s, std::move(timed));
  co_await refused_everywhere(timed);
  co_await coax::gather(std::move(gathered));
  co_await refused_everywhere(gathered);
  co_await coax::race(std::move(raced), give(2));
  co_await refused_everywhere(raced);
  co_await coax::shield(std::move(shielded));
  co_await refused_everywhere(shielded);
  co_await std::move(awaited);
  co_await refused_everywhere(awaited);
}

TEST(Misuse, WhatIsSpentCannotBeAwaitedOrPassedOn) { coax::run(pass_on_what_is_spent()); }

coax::task<void> gather_one_twice() {
  auto once = give(1);
  EXPECT_THROW(co_await coax::gather(std::move(once), std::move(once)), coax::misuse);
}

TEST(Misuse, OneTaskIsNotGatheredTwice) { coax::run(gather_one_twice()); }

coax::task<void> pass_on_while_awaited() {
  auto shared = give(1);
  unsigned first = 0;
  auto awaits = coax::spawn(await_it, std::ref(shared), std::ref(first));
  co_await coax::sleep_for(0s);
  const std::string said =
      co_await said_of([](auto &&t) { return coax::timeout(1s, std::move(t)); }, shared);
  EXPECT_TRUE(contains(said, here(first) + " that has taken its result")) << said;
  co_await awaits.join();
}

TEST(Misuse, ATaskThatIsBeingAwaitedCannotBePassedOn) { coax::run(pass_on_while_awaited()); }

coax::task<void> start_what_is_spent() {
  auto spent = coax::sleep_for(0s);
  co_await coax::shield(std::move(spent));
  auto passes_on = [&spent]() -> coax::task<void> { return std::move(spent); };
  EXPECT_THROW(co_await coax::spawn(passes_on).join(), coax::misuse);
  EXPECT_THROW(co_await coax::on(coax::this_loop(), passes_on), coax::misuse);
  auto body = [&passes_on](coax::group &g) -> coax::task<void> {
    g.start(passes_on);
    co_return;
  };
  EXPECT_THROW(co_await coax::with_group(body), coax::misuse);
}

TEST(Misuse, WhatIsSpentCannotBeStartedByAFunction) { coax::run(start_what_is_spent()); }

template <class Make> coax::task<void> frameless_twice(Make make) {
  auto passed = make(), awaited = make();
  co_await coax::gather(std::move(passed));
  EXPECT_THROW(co_await coax::gather(std::move(passed)), coax::misuse);
  EXPECT_THROW(co_await std::move(passed), coax::misuse);
  co_await std::move(awaited);
  EXPECT_THROW(co_await coax::timeout(1s, std::move(awaited)), coax::misuse);
  EXPECT_THROW(co_await std::move(awaited), coax::misuse);
}

TEST(Misuse, WhatHasNoFrameIsSpentToo) {
  coax::queue<int> q;
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  coax::run(frameless_twice([] { return coax::sleep_for(0s); }));
  coax::run(frameless_twice([&] { return q.push(1); }));
  coax::run(frameless_twice([&] { return q.pop(); }));
  coax::run(frameless_twice([&] { return coax::write(ends[1], "x", 1); }));
  coax::run(frameless_twice([&] { return coax::recv(ends[1], nullptr, 0, 0); }));
  ::close(ends[0]);
  ::close(ends[1]);
}

template <class Run> std::string said_to(Run run, coax::task<int> &spent) {
  try {
    run(std::move(spent));
  } catch (const coax::misuse &e) {
    return e.what();
  }
  return "";
}

TEST(Misuse, WhatHasRunDoesNotRunAgain) {
  auto once = give(1);
  coax::run(std::move(once));
  auto run = [](auto &&t) { coax::run(std::move(t)); };
  auto block = [](auto &&t) { coax::block_on(std::move(t)); };
  auto test = [](auto &&t) { coax::testing::run({}, std::move(t)); };
  std::string said = said_to(run, once);
  EXPECT_TRUE(contains(said, "a second time at ")) << said;
  said = said_to(block, once);
  EXPECT_TRUE(contains(said, "after coax::run or coax::block_on has started it")) << said;
  said = said_to(test, once);
  EXPECT_TRUE(contains(said, "a second time")) << said;
}

coax::task<void> drop(unsigned &seen) {
  seen = __LINE__ + 1;
  co_await coax::yield();
  (void)give(1);
}

std::string said_by(void (*body)()) {
  ::testing::internal::CaptureStderr();
  body();
  return ::testing::internal::GetCapturedStderr();
}

TEST(Misuse, ADroppedTaskIsNamed) {
  static unsigned seen = 0;
  const std::string said = said_by([] { coax::run(drop(seen)); });
  EXPECT_TRUE(contains(said, "coax: the task of")) << said;
  EXPECT_TRUE(contains(said, "give(int)")) << said;
  EXPECT_TRUE(contains(said, "was dropped without an await")) << said;
  EXPECT_TRUE(contains(said, here(seen))) << said;
}

TEST(Misuse, ADroppedTaskIsNamedOutsideOfTasksToo) {
  const std::string said = said_by([] { (void)give(1); });
  EXPECT_TRUE(contains(said, "give(int)")) << said;
}

coax::task<void> fail_before_the_await() {
  auto later = give(1);
  if (coax::live_tasks().size() == 1)
    throw std::runtime_error("before");
  co_await std::move(later);
}

coax::task<void> hold_a_task_and_wait() {
  auto later = give(1);
  co_await coax::sleep_for(1h);
  co_await std::move(later);
}

coax::task<void> leave_one_waiting() {
  coax::spawn(hold_a_task_and_wait).detach();
  co_await coax::sleep_for(1ms);
}

TEST(Misuse, ATaskThatSomethingElseEndedWasNotForgotten) {
  EXPECT_EQ(said_by([] { EXPECT_THROW(coax::run(fail_before_the_await()), std::runtime_error); }),
            "");
  EXPECT_EQ(said_by([] { coax::run(leave_one_waiting()); }), "");
}

coax::task<void> nothing() { co_return; }

using MisuseDeathTest = ::testing::Test;

TEST(MisuseDeathTest, ACoroutineResumedByHandEndsTheProgramAtItsEnd) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        auto task = nothing();
        task.frame().resume();
      },
      "coroutine .*nothing\\(\\).* was resumed by other code than its loop");
}

coax::task<void> awaits_a_child() { co_await nothing(); }

TEST(MisuseDeathTest, ACoroutineResumedByHandCannotAwait) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        auto task = awaits_a_child();
        task.frame().resume();
      },
      "coroutine .*awaits_a_child\\(\\).* was resumed by other code than its loop");
}

#ifndef NDEBUG
coax::task<void> two_waits() {
  co_await coax::sleep_for(1h);
  co_await coax::yield();
}

coax::task<void> resume_on_a_thread() {
  auto waits = two_waits();
  auto waiter = [&waits]() -> coax::task<void> { co_await std::move(waits); };
  coax::spawn(waiter).detach();
  co_await coax::sleep_for(1ms);
  std::thread other([&waits] { waits.frame().resume(); });
  other.join();
}

TEST(MisuseDeathTest, AnotherThreadCannotResumeATask) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(coax::run(resume_on_a_thread()),
               "two_waits.* was resumed on another thread than its loop's");
}
#endif

} // namespace
