// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

namespace {

using namespace std::chrono_literals;

coax::task<int> clean_up(int &steps) {
  for (int i = 0; i < 3; ++i) {
    co_await coax::yield();
    ++steps;
  }
  co_return steps;
}

struct outcome {
  int value = 0;
  bool cancelled_after = false;
};

coax::task<void> shield_then_wait(int &steps, outcome &got) {
  got.value = co_await coax::shield(clean_up(steps));
  try {
    co_await coax::yield();
  } catch (const coax::cancelled &) {
    got.cancelled_after = true;
    throw;
  }
}

coax::task<void> cancelled_meanwhile() {
  int steps = 0;
  outcome got;
  auto h = coax::spawn(shield_then_wait, std::ref(steps), std::ref(got));
  while (steps == 0)
    co_await coax::yield();
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_EQ(got.value, 3);
  EXPECT_TRUE(got.cancelled_after);
}

TEST(Shield, TheTaskEndsAndTheNextAwaitIsCancelled) { coax::run(cancelled_meanwhile()); }

coax::task<void> cancelled_before() {
  int steps = 0;
  outcome got;
  auto h = coax::spawn(shield_then_wait, std::ref(steps), std::ref(got));
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_EQ(got.value, 3);
}

TEST(Shield, RunsInATaskThatIsCancelledAlready) { coax::run(cancelled_before()); }

coax::task<void> slow_to_end(bool &ended) {
  co_await coax::sleep_for(20ms);
  ended = true;
}

coax::task<void> in_a_timeout() {
  bool ended = false;
  auto work = coax::shield(slow_to_end(ended));
  const bool in_time = co_await coax::move_on_after(1ms, std::move(work));
  EXPECT_TRUE(ended);
  EXPECT_TRUE(in_time) << "it ended with a value all the same";
}

TEST(Shield, IsWaitedForByATimeout) { coax::run(in_a_timeout()); }

coax::task<void> a_limit_inside(bool &limited) {
  limited = true;
  const bool ended = co_await coax::shield(coax::move_on_after(1ms, coax::sleep_for(1h)));
  limited = !ended;
}

coax::task<void> limit_inside() {
  bool limited = false;
  auto h = coax::spawn(a_limit_inside, std::ref(limited));
  h.cancel();
  co_await h.join();
  EXPECT_TRUE(limited);
}

TEST(Shield, ALimitInsideHolds) { coax::run(limit_inside()); }

coax::task<int> fail() {
  co_await coax::yield();
  throw std::invalid_argument("clean-up");
}

coax::task<void> failing() { EXPECT_THROW(co_await coax::shield(fail()), std::invalid_argument); }

TEST(Shield, PassesExceptionsOn) { coax::run(failing()); }

coax::task<void> offloaded_while_leaving(std::atomic<bool> &may_end) {
  auto work = [&may_end] {
    while (!may_end)
      std::this_thread::yield();
  };
  co_await coax::shield(coax::offload(work));
}

coax::task<void> leave_at_work(std::atomic<bool> &may_end) {
  coax::spawn(offloaded_while_leaving, std::ref(may_end)).detach();
  co_await coax::sleep_for(5ms);
}

// The pool thread still uses the frames below the shield.
TEST(Shield, WorkOnAnotherThreadOutlivesTheLoop) {
  static std::atomic<bool> may_end{false};
  coax::run(leave_at_work(may_end));
  may_end = true;
}

} // namespace
