// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/group.hpp>
#include <coax/run.hpp>
#include <coax/time.hpp>
#include <gtest/gtest.h>
#include <stdexcept>

namespace {

using namespace std::chrono_literals;

coax::task<void> add_later(int &sum, int n) {
  co_await coax::sleep_for(1ms);
  sum += n;
}

coax::task<int> joins_all() {
  int sum = 0;
  auto body = [&sum](coax::group &g) -> coax::task<void> {
    for (int i = 1; i <= 10; ++i)
      g.start(add_later, std::ref(sum), i);
    co_return;
  };
  co_await coax::with_group(body);
  co_return sum;
}

TEST(Group, WaitsForEverythingStartedInIt) { EXPECT_EQ(coax::run(joins_all()), 55); }

coax::task<void> grow(coax::group &g, int &count, int depth) {
  ++count;
  if (depth == 0)
    co_return;
  co_await coax::yield();
  g.start(grow, std::ref(g), std::ref(count), depth - 1);
  g.start(grow, std::ref(g), std::ref(count), depth - 1);
}

coax::task<int> grows() {
  int count = 0;
  auto body = [&count](coax::group &g) -> coax::task<void> { co_await grow(g, count, 6); };
  co_await coax::with_group(body);
  co_return count;
}

TEST(Group, TasksMayStartMore) { EXPECT_EQ(coax::run(grows()), 127); }

coax::task<void> note_cancel(int &cancelled) {
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
    ++cancelled;
    throw;
  }
}

coax::task<void> fail() {
  co_await coax::sleep_for(1ms);
  throw std::invalid_argument("first");
}

coax::task<int> fails() {
  int cancelled = 0;
  auto body = [&cancelled](coax::group &g) -> coax::task<void> {
    g.start(note_cancel, std::ref(cancelled));
    g.start(fail);
    co_await note_cancel(cancelled);
  };
  EXPECT_THROW(co_await coax::with_group(body), std::invalid_argument);
  co_return cancelled;
}

TEST(Group, FirstFailureCancelsTheRest) { EXPECT_EQ(coax::run(fails()), 2); }

coax::task<int> cancels_all() {
  int ended = 0;
  auto body = [&](coax::group &g) -> coax::task<void> {
    g.start(note_cancel, std::ref(ended));
    co_await coax::yield();
    co_await coax::yield();
    g.cancel_all();
    g.start(note_cancel, std::ref(ended));
  };
  co_await coax::with_group(body);
  co_return ended;
}

TEST(Group, CancelAllIsNoFailure) { EXPECT_EQ(coax::run(cancels_all()), 2); }

coax::task<void> fail_when_cancelled() {
  bool cancelled = false;
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  if (cancelled)
    throw std::invalid_argument("while ending");
}

coax::task<void> fails_after_cancel_all() {
  auto body = [](coax::group &g) -> coax::task<void> {
    g.start(fail_when_cancelled);
    co_await coax::yield();
    co_await coax::yield();
    g.cancel_all();
  };
  EXPECT_THROW(co_await coax::with_group(body), std::invalid_argument);
}

TEST(Group, AFailureAfterCancelAllIsRethrown) { coax::run(fails_after_cancel_all()); }

coax::task<void> group_in_a_cancelled_task(int &ended) {
  auto body = [&ended](coax::group &g) -> coax::task<void> {
    g.start(note_cancel, std::ref(ended));
    co_await note_cancel(ended);
  };
  co_await coax::with_group(body);
}

coax::task<int> cancelled_before() {
  int ended = 0;
  auto h = coax::spawn(group_in_a_cancelled_task, std::ref(ended));
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  co_return ended;
}

TEST(Group, WaitsForItsTasksInATaskThatIsCancelledAlready) {
  EXPECT_EQ(coax::run(cancelled_before()), 2);
}

coax::task<void> leave() {
  static int cancelled = 0;
  auto owner = []() -> coax::task<void> {
    auto body = [](coax::group &g) -> coax::task<void> {
      g.start(note_cancel, std::ref(cancelled));
      co_return;
    };
    co_await coax::with_group(body);
  };
  coax::spawn(owner).detach();
  co_await coax::sleep_for(2ms);
}

TEST(Group, IsDestroyedWithItsOwner) { coax::run(leave()); }

} // namespace
