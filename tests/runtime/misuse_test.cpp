// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that could only hang or crash: what is said of it, with the places.
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <string>
#include <thread>

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
