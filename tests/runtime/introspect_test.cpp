// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <atomic>
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <string>
#include <thread>

namespace {

using namespace std::chrono_literals;

std::string file_of(const coax::source_place &place) {
  return place.file.substr(place.file.rfind('/') + 1);
}

/// The place is in this file, at `line`.
::testing::AssertionResult is_here(const coax::source_place &place, unsigned line) {
  if (file_of(place) == "introspect_test.cpp" && place.line == line)
    return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << place.function << " " << place.file << ":" << place.line << ", not line " << line;
}

/// The live task with that name.
coax::task_info task_named(const std::string &name) {
  for (coax::task_info &task : coax::live_tasks())
    if (task.name == name)
      return std::move(task);
  ADD_FAILURE() << "no task is called " << name << " in\n" << coax::dump_tasks();
  return {};
}

constexpr unsigned sleeps_at = __LINE__ + 1;
coax::task<void> inner() { co_await coax::sleep_for(1h); }

constexpr unsigned awaits_at = __LINE__ + 3;
coax::task<void> outer(const char *name) {
  coax::name_task(name);
  co_await inner();
}

coax::task<void> see_a_sleeper() {
  coax::name_task("main");
  auto sleeper = coax::spawn(outer, "sleeper");
  constexpr unsigned spawned_at = __LINE__ - 1;
  co_await coax::sleep_for(2ms);
  const coax::task_info seen = task_named("sleeper");
  const coax::task_info self = task_named("main");
  EXPECT_EQ(seen.id, sleeper.id());
  EXPECT_EQ(seen.parent, self.id);
  EXPECT_EQ(seen.loop, self.loop);
  EXPECT_EQ(seen.state, coax::task_state::waiting);
  EXPECT_EQ(self.state, coax::task_state::running);
  EXPECT_EQ(seen.waits_for, "timer");
  EXPECT_GE(seen.age, 2ms);
  EXPECT_LT(seen.age, 10s);
  EXPECT_FALSE(seen.cancelling);
  EXPECT_TRUE(is_here(seen.spawned_at, spawned_at));
  EXPECT_NE(seen.spawned_at.function.find("see_a_sleeper"), std::string::npos)
      << seen.spawned_at.function;
  const auto here = std::find_if(seen.stack.begin(), seen.stack.end(), [](const auto &place) {
    return file_of(place) == "introspect_test.cpp";
  });
  if (seen.stack.end() - here < 2) {
    ADD_FAILURE() << coax::dump_tasks();
  } else {
    EXPECT_TRUE(is_here(here[0], sleeps_at));
    EXPECT_TRUE(is_here(here[1], awaits_at));
    EXPECT_NE(here[0].function.find("inner()"), std::string::npos) << here[0].function;
    EXPECT_EQ(here[0].function.find("Frame"), std::string::npos) << here[0].function;
    EXPECT_NE(here[1].function.find("outer("), std::string::npos) << here[1].function;
  }
  sleeper.cancel();
  EXPECT_THROW(co_await sleeper.join(), coax::cancelled);
}

TEST(Introspect, ListsATaskWithItsPlacesAndItsStack) { coax::run(see_a_sleeper()); }

coax::task<void> wait_in_arms() {
  coax::mutex held;
  co_await held.lock();
  auto waiter = [&held]() -> coax::task<void> {
    coax::name_task("arm");
    co_await held.lock();
    held.unlock();
  };
  auto look = [&held]() -> coax::task<unsigned> {
    co_await coax::yield();
    const coax::task_info arm = task_named("arm");
    EXPECT_EQ(arm.waits_for, "mutex");
    EXPECT_NE(arm.parent, 0U);
    held.unlock();
    co_return arm.spawned_at.line;
  };
  const auto lines = co_await coax::gather(waiter(), look());
  constexpr unsigned gathered_at = __LINE__ - 1;
  EXPECT_EQ(std::get<1>(lines), gathered_at);
}

TEST(Introspect, AnArmStartsWhereItIsAwaited) { coax::run(wait_in_arms()); }

coax::task<void> group_of_one() {
  unsigned started_at = 0;
  auto body = [&started_at](coax::group &g) -> coax::task<void> {
    started_at = __LINE__ + 1;
    g.start(outer, "of a group");
    co_await coax::yield();
    const coax::task_info child = task_named("of a group");
    EXPECT_TRUE(is_here(child.spawned_at, started_at));
    g.cancel_all();
    co_await coax::yield();
  };
  try {
    co_await coax::with_group(body);
  } catch (const coax::cancelled &) {
  }
}

TEST(Introspect, KnowsWhereAGroupStartedATask) { coax::run(group_of_one()); }

coax::task<void> leave_nothing() {
  for (int i = 0; i < 100; ++i) {
    auto t = coax::spawn([] { return 1; });
    co_await t.join();
  }
  EXPECT_EQ(coax::live_tasks().size(), 1U) << coax::dump_tasks();
}

TEST(Introspect, ForgetsWhatHasEnded) {
  coax::run(leave_nothing());
  EXPECT_EQ(coax::live_tasks().size(), 0U);
}

coax::task<void> wait_until_set(coax::event &seen) {
  coax::name_task("elsewhere");
  co_await seen.wait();
}

TEST(Introspect, AsksTheLoopsOfOtherThreads) {
  coax::event seen;
  std::thread other([&seen] { coax::run(wait_until_set(seen)); });
  while (coax::live_tasks().empty())
    std::this_thread::sleep_for(1ms);
  const coax::task_info task = task_named("elsewhere");
  EXPECT_EQ(task.state, coax::task_state::waiting);
  EXPECT_EQ(task.waits_for, "event");
  EXPECT_NE(coax::dump_tasks().find("\"elsewhere\" waiting for event"), std::string::npos)
      << coax::dump_tasks();
  seen.set();
  other.join();
}

std::atomic<bool> blocking{false};
std::atomic<bool> let_go{false};

coax::task<void> blocks() {
  coax::name_task("blocks");
  co_await coax::yield();
  blocking = true;
  while (!let_go)
    std::this_thread::sleep_for(1ms);
}

coax::task<void> blocks_beside_another() {
  auto sleeper = coax::spawn(outer, "suffers");
  auto culprit = coax::spawn(blocks);
  co_await culprit.join();
  sleeper.cancel();
  sleeper.detach();
}

TEST(Introspect, SeesALoopThatDoesNotAnswer) {
  blocking = let_go = false;
  std::thread other([] { coax::run(blocks_beside_another()); });
  while (!blocking)
    std::this_thread::sleep_for(1ms);
  const coax::task_info culprit = task_named("blocks");
  EXPECT_EQ(culprit.state, coax::task_state::running);
  const coax::task_info sufferer = task_named("suffers");
  EXPECT_EQ(sufferer.state, coax::task_state::waiting);
  const auto all = coax::metrics();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].stalled);
  EXPECT_EQ(all[0].live_tasks, 3U);
  let_go = true;
  other.join();
}

coax::task<void> churn(std::atomic<bool> &stop) {
  while (!stop) {
    std::vector<coax::handle<void>> tasks;
    for (int i = 0; i < 50; ++i)
      tasks.push_back(coax::spawn(coax::yield));
    for (auto &task : tasks)
      co_await task.join();
  }
}

TEST(Introspect, CanBeAskedAtAnyTime) {
  std::atomic<bool> stop{false};
  std::thread other([&stop] { coax::run(churn(stop)); });
  for (int seen = 0; seen < 5000;)
    for (const coax::task_info &task : coax::live_tasks()) {
      EXPECT_NE(task.id, 0U);
      ++seen;
    }
  stop = true;
  other.join();
}

TEST(Introspect, LoopsMayComeAndGoMeanwhile) {
  std::atomic<bool> stop{false};
  std::thread other([&stop] {
    while (!stop)
      coax::block_on(coax::yield());
  });
  for (int i = 0; i < 200; ++i)
    coax::live_tasks();
  stop = true;
  other.join();
}

TEST(Introspect, NamesOnlyTasks) { EXPECT_THROW(coax::name_task("x"), coax::misuse); }

coax::task<void> rename() {
  coax::name_task(std::string(200, 'x'));
  EXPECT_EQ(task_named(std::string(63, 'x')).name.size(), 63U);
  coax::name_task("short");
  EXPECT_EQ(task_named("short").name, "short");
  co_return;
}

TEST(Introspect, ANameMayBeGivenAgainAndIsCut) { coax::run(rename()); }

coax::task<void> count_itself() {
  for (int i = 0; i < 10; ++i)
    co_await coax::yield();
  std::this_thread::sleep_for(5ms);
  co_await coax::sleep_for(1ms);
  const auto all = coax::metrics();
  EXPECT_EQ(all.size(), 1U);
  EXPECT_FALSE(all[0].stalled);
  EXPECT_EQ(all[0].thread, ::gettid());
  EXPECT_EQ(all[0].live_tasks, 1U);
  EXPECT_GE(all[0].live_frames, 1);
  EXPECT_GE(all[0].jobs, 11U);
  EXPECT_GE(all[0].turns, 1U);
  EXPECT_EQ(all[0].lag.total(), all[0].turns);
  EXPECT_GE(all[0].lag.below(1), 5ms);
}

TEST(Metrics, OfALoop) { coax::run(count_itself()); }

coax::task<void> offload_some() {
  for (int i = 0; i < 5; ++i) {
    auto nothing = [] {};
    co_await coax::offload(nothing);
  }
}

TEST(Metrics, OfThePool) {
  const std::uint64_t before = coax::pool_metrics().wait.total();
  coax::run(offload_some());
  const coax::offload_metrics after = coax::pool_metrics();
  EXPECT_EQ(after.wait.total(), before + 5);
  EXPECT_GE(after.threads, 1U);
  EXPECT_EQ(after.queued, 0U);
  EXPECT_GT(after.wait.below(0.5), 0ns);
}

TEST(Metrics, HistogramsTellTheShareBelowALimit) {
  coax::histogram h;
  EXPECT_EQ(h.below(0.5), 0ns);
  h.counts[10] = 90; // 512 to 1023 ns
  h.counts[20] = 10;
  EXPECT_EQ(h.total(), 100U);
  EXPECT_EQ(h.below(0.5), 1024ns);
  EXPECT_EQ(h.below(0.9), 1024ns);
  EXPECT_EQ(h.below(0.99), std::chrono::nanoseconds(1 << 20));
}

} // namespace
