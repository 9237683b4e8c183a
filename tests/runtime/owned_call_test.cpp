// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls on pool threads that go on by themselves when their task is cancelled.
#include "../../runtime/src/owned_call.h"

#include <atomic>
#include <cerrno>
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <thread>
#include <vector>

using coax::detail::lane_kind;
using coax::detail::owned_call;
using coax::detail::owned_call_wait;

namespace {

using namespace std::chrono_literals;

/// Of calls, which it outlives.
struct progress {
  std::atomic<bool> release{false};
  std::atomic<int> begun{0}, ended{0}, destroyed{0};
};

struct blocking_call final : owned_call {
  explicit blocking_call(progress &p) noexcept : seen(p) {}
  ~blocking_call() { ++seen.destroyed; }
  void call() noexcept override {
    ++seen.begun;
    while (!seen.release)
      std::this_thread::sleep_for(1ms);
    errno = ENOTTY;
    ++seen.ended;
  }
  progress &seen;
};

void await_destruction(const progress &p, int of = 1) {
  while (p.destroyed < of)
    std::this_thread::sleep_for(1ms);
}

coax::task<void> await_call(progress &p) {
  const auto call = std::make_shared<blocking_call>(p);
  owned_call_wait wait(*call, lane_kind::general);
  co_await wait;
  EXPECT_EQ(errno, ENOTTY);
}

TEST(OwnedCall, IsWaitedFor) {
  progress p;
  p.release = true;
  coax::run(await_call(p));
  EXPECT_EQ(p.ended, 1);
  await_destruction(p);
}

coax::task<void> cancel_a_running_one(progress &p) {
  auto h = coax::spawn(await_call, std::ref(p));
  while (p.begun == 0)
    co_await coax::sleep_for(1ms);
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_EQ(p.ended, 0);
}

TEST(OwnedCall, ACancelledTaskDoesNotWaitForIt) {
  progress p;
  coax::run(cancel_a_running_one(p));
  EXPECT_EQ(p.destroyed, 0);
  p.release = true;
  await_destruction(p);
  EXPECT_EQ(p.ended, 1);
}

coax::task<void> leave_one_behind(progress &p) {
  coax::spawn(await_call, std::ref(p)).detach();
  while (p.begun == 0)
    co_await coax::sleep_for(1ms);
}

TEST(OwnedCall, OutlivesTheLoop) {
  progress p;
  coax::run(leave_one_behind(p));
  p.release = true;
  await_destruction(p);
}

coax::task<void> cancel_at_once(progress &p) {
  for (int i = 0; i < 200; ++i)
    co_await coax::move_on_after(0s, await_call(p));
}

TEST(OwnedCall, CancelledBeforeItBeginsItDoesNot) {
  progress p;
  p.release = true;
  coax::run(cancel_at_once(p));
  await_destruction(p, 200);
  EXPECT_EQ(p.begun, p.ended);
}

coax::task<void> end_while_it_is_cancelled() {
  std::vector<progress> all(300);
  for (progress &p : all) {
    auto h = coax::spawn(await_call, std::ref(p));
    co_await coax::yield();
    co_await coax::yield();
    p.release = true;
    h.cancel();
    try {
      co_await h.join();
    } catch (const coax::cancelled &) {
    }
  }
  for (progress &p : all)
    await_destruction(p);
}

TEST(OwnedCall, MayEndWhileItIsCancelled) { coax::run(end_while_it_is_cancelled()); }

coax::task<void> take_over(progress &p) {
  const auto call = std::make_shared<blocking_call>(p);
  auto wait_for_it = [&]() -> coax::task<void> {
    owned_call_wait wait(*call, lane_kind::general);
    co_await wait;
  };
  auto first = coax::spawn(wait_for_it);
  while (p.begun == 0)
    co_await coax::sleep_for(1ms);
  first.cancel();
  EXPECT_THROW(co_await first.join(), coax::cancelled);
  EXPECT_TRUE(call->goes_on_by_itself());
  auto second = coax::spawn(wait_for_it);
  co_await coax::sleep_for(1ms);
  EXPECT_FALSE(call->goes_on_by_itself());
  p.release = true;
  co_await second.join();
  EXPECT_EQ(p.begun, 1);
  EXPECT_EQ(p.ended, 1);
  co_await wait_for_it(); // over
}

TEST(OwnedCall, AnotherTaskMayTakeItOver) {
  progress p;
  coax::run(take_over(p));
  await_destruction(p);
}

} // namespace
