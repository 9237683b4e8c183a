// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "free_descriptor.h"
#include "refused_call.h"

#include <atomic>
#include <barrier>
#include <cerrno>
#include <coax/gather.hpp>
#include <coax/lane.hpp>
#include <coax/map.hpp>
#include <coax/offload.hpp>
#include <coax/run.hpp>
#include <coax/spawn.hpp>
#include <coax/time.hpp>
#include <coax/timeout.hpp>
#include <csignal>
#include <gtest/gtest.h>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

coax::task<void> elsewhere() {
  auto where = [] { return std::this_thread::get_id(); };
  const std::thread::id pool = co_await coax::offload(where);
  EXPECT_NE(pool, std::this_thread::get_id());
}

TEST(Offload, RunsOnAnotherThread) { coax::run(elsewhere()); }

coax::task<void> error_number() {
  errno = EPIPE;
  auto work = [] {
    const int before = errno;
    errno = ENOTTY;
    return before;
  };
  const int before = co_await coax::offload(work);
  EXPECT_EQ(errno, ENOTTY);
  EXPECT_EQ(before, EPIPE);
}

TEST(Offload, CarriesErrnoThereAndBack) { coax::run(error_number()); }

coax::task<void> exception() {
  auto work = []() -> int { throw std::domain_error("not here"); };
  bool caught = false;
  try {
    co_await coax::offload(work);
  } catch (const std::domain_error &e) {
    caught = std::string(e.what()) == "not here";
  }
  EXPECT_TRUE(caught);
}

TEST(Offload, CarriesExceptionsBack) { coax::run(exception()); }

coax::task<void> result_types() {
  int target = 0;
  auto nothing = [&] { target = 1; };
  co_await coax::offload(nothing);
  EXPECT_EQ(target, 1);
  auto reference = [&]() -> int & { return target; };
  int &same = co_await coax::offload(reference);
  EXPECT_EQ(&same, &target);
  auto box = std::make_unique<int>(3);
  auto give = [box = std::move(box)]() mutable { return std::move(box); };
  const std::unique_ptr<int> back = co_await coax::offload(std::move(give));
  EXPECT_EQ(*back, 3);
}

TEST(Offload, YieldsEveryKindOfResult) { coax::run(result_types()); }

struct adder {
  int base;
  int plus(int n) const { return base + n; }
};

int sum_of(const std::vector<int> &all, int last) { return all.front() + last; }

coax::task<void> arguments() {
  const int sum = co_await coax::offload(sum_of, std::vector<int>(1, 3), 4);
  EXPECT_EQ(sum, 7);
  int target = 0;
  co_await coax::offload([](int &into, int value) { into = value; }, std::ref(target), 8);
  EXPECT_EQ(target, 8);
  const adder ten{10};
  const int by_member = co_await coax::offload(&adder::plus, &ten, 5);
  EXPECT_EQ(by_member, 15);
  auto open_box = [](std::unique_ptr<int> box) { return *box; };
  const int boxed = co_await coax::offload(open_box, std::make_unique<int>(6));
  EXPECT_EQ(boxed, 6);
  coax::lane one(1);
  const int through_lane = co_await coax::offload(one, sum_of, std::vector<int>(1, 1), 1);
  EXPECT_EQ(through_lane, 2);
}

TEST(Offload, TakesArgumentsAsStdAsyncDoes) { coax::run(arguments()); }

coax::task<int> meet(std::barrier<> &all) {
  auto wait = [&all] {
    all.arrive_and_wait();
    return 1;
  };
  const int one = co_await coax::offload(wait);
  co_return one;
}

coax::task<void> meet_all(int count) {
  std::barrier<> all(count);
  auto waits = std::views::iota(0, count) | std::views::transform([&](int) { return meet(all); });
  const std::vector<int> met = co_await coax::gather(waits);
  EXPECT_EQ(met.size(), static_cast<std::size_t>(count));
}

// More jobs that wait for one another than the pool starts threads for at once.
TEST(Offload, JobsThatWaitForEachOtherMakeProgress) { coax::run(meet_all(24)); }

coax::task<void> meet_often() {
  for (int i = 0; i < 200; ++i) {
    co_await meet_all(2 + i % 3);
    if (i % 20 == 0)
      co_await coax::sleep_for(1ms); // until the threads have gone to sleep
  }
}

// One wakes the other: all that are needed come, and a thread that is told is not told twice.
TEST(Offload, IdleThreadsCallEachOther) { coax::run(meet_often()); }

coax::task<int> increment(std::atomic<int> &n) {
  auto work = [&n] { return ++n; };
  const int now = co_await coax::offload(work);
  co_return now;
}

coax::task<void> storm(int count) {
  std::atomic<int> n{0};
  auto jobs = std::views::iota(0, count) | std::views::transform([&](int) { return increment(n); });
  co_await coax::gather(jobs);
  EXPECT_EQ(n, count);
}

TEST(Offload, ManyShortJobs) { coax::run(storm(5000)); }

coax::task<void> keep_ticking(std::atomic<bool> &release, int &ticks) {
  for (; ticks < 5; ++ticks)
    co_await coax::sleep_for(1ms);
  release = true;
}

coax::task<void> wait_on_thread(std::atomic<bool> &release) {
  auto wait = [&release] {
    while (!release)
      std::this_thread::sleep_for(1ms);
  };
  co_await coax::offload(wait);
}

coax::task<void> both() {
  std::atomic<bool> release{false};
  int ticks = 0;
  co_await coax::gather(wait_on_thread(release), keep_ticking(release, ticks));
  EXPECT_EQ(ticks, 5);
}

TEST(Offload, TheLoopGoesOnMeanwhile) { coax::run(both()); }

bool is_blocked(int signal) {
  sigset_t mask;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  return sigismember(&mask, signal) == 1;
}

bool change(int how, int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  return ::pthread_sigmask(how, &set, nullptr) == 0;
}

coax::task<void> mask_goes_along() {
  change(SIG_BLOCK, SIGUSR1);
  const bool usr1 = co_await coax::offload([] { return is_blocked(SIGUSR1); });
  const bool usr2 = co_await coax::offload([] { return is_blocked(SIGUSR2); });
  EXPECT_TRUE(usr1);
  EXPECT_FALSE(usr2);
  change(SIG_UNBLOCK, SIGUSR1);
  const bool later = co_await coax::offload([] { return is_blocked(SIGUSR1); });
  EXPECT_FALSE(later);
}

TEST(Offload, TheSignalMaskGoesAlong) { coax::run(mask_goes_along()); }

coax::task<void> mask_comes_back() {
  co_await coax::offload([] { return change(SIG_BLOCK, SIGUSR1); });
  EXPECT_TRUE(is_blocked(SIGUSR1));
  co_await coax::offload([] { return change(SIG_UNBLOCK, SIGUSR1); });
  EXPECT_FALSE(is_blocked(SIGUSR1));
}

TEST(Offload, AChangedSignalMaskComesBack) { coax::run(mask_comes_back()); }

std::atomic<int> taken{0};

// The signal is sent while the only threads that do not block it would be idle ones of the pool.
coax::task<void> blocked_signal_waits() {
  taken = 0;
  co_await coax::offload([] {}); // a thread idles from here on
  taken = 0;
  struct sigaction action = {}, before = {};
  action.sa_handler = [](int) { ++taken; };
  ::sigaction(SIGUSR1, &action, &before);
  change(SIG_BLOCK, SIGUSR1);
  ::kill(::getpid(), SIGUSR1);
  co_await coax::sleep_for(20ms);
  EXPECT_EQ(taken, 0);
  change(SIG_UNBLOCK, SIGUSR1);
  EXPECT_EQ(taken, 1);
  ::sigaction(SIGUSR1, &before, nullptr);
}

TEST(Offload, IdleThreadsTakeNoSignals) { coax::run(blocked_signal_waits()); }

struct noted_end {
  explicit noted_end(bool &ended) noexcept : ended(ended) {}
  noted_end(const noted_end &) = delete;
  ~noted_end() { ended = true; }
  bool &ended;
};

/// Offloads in vain, and is found by a cancellation in the same run.
coax::task<void> has_no_thread(coax::handle<void> &self, bool &refused, bool &destroyed) {
  const noted_end note(destroyed);
  try {
    auto nothing = [] {};
    co_await coax::offload(nothing);
  } catch (const std::system_error &e) {
    refused = e.code() == std::errc::resource_unavailable_try_again;
  }
  self.cancel();
  co_await coax::sleep_for(1h);
}

coax::task<void> is_cancelled_without_a_thread(bool &refused, bool &cancelled, bool &destroyed) {
  coax::handle<void> self;
  self = coax::spawn(has_no_thread, std::ref(self), std::ref(refused), std::ref(destroyed));
  try {
    co_await self.join();
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
}

coax::task<void> stays_without_a_thread(bool &refused, bool &destroyed) {
  auto body = [&]() -> coax::task<void> {
    const noted_end note(destroyed);
    try {
      auto nothing = [] {};
      co_await coax::offload(nothing);
    } catch (const std::system_error &) {
      refused = true;
    }
    co_await coax::sleep_for(1h);
  };
  coax::spawn(body).detach();
  co_await coax::yield();
}

/// Of a process that can start no thread: which of the expectations it breaks, or 0.
int live_without_threads() {
  refuse_system_call(SYS_clone3, EAGAIN);
  refuse_system_call(SYS_clone, EAGAIN);
  bool refused = false, cancelled = false, destroyed = false;
  coax::run(is_cancelled_without_a_thread(refused, cancelled, destroyed));
  if (!refused || !cancelled || !destroyed)
    return 1;
  refused = destroyed = false;
  coax::run(stays_without_a_thread(refused, destroyed));
  return refused && destroyed ? 0 : 2;
}

/// All threads of the lane are taken, so the last one is queued; on a slow machine the lane may have
/// grown to it meanwhile.
coax::task<void> cancels_a_queued_one(int &cancelled) {
  std::atomic<bool> release{false};
  std::vector<coax::handle<void>> all;
  for (unsigned i = 0; i < 4 * std::thread::hardware_concurrency() + 8; ++i)
    all.push_back(coax::spawn(wait_on_thread, std::ref(release)));
  co_await coax::yield();
  co_await coax::yield();
  coax::handle<void> last = std::move(all.back());
  all.pop_back();
  last.cancel();
  release = true;
  try {
    co_await last.join();
  } catch (const coax::cancelled &) {
    ++cancelled;
  }
  for (coax::handle<void> &each : all)
    co_await each.join();
}

/// A thread of the pool lets go of the loop a moment after the loop has its answer.
TEST(Offload, ACancelledOneKeepsNoDescriptor) {
  int cancelled = 0;
  coax::run(cancels_a_queued_one(cancelled));
  std::this_thread::sleep_for(50ms);
  const int before = lowest_free_descriptor();
  for (int i = 0; i < 5; ++i)
    coax::run(cancels_a_queued_one(cancelled));
  EXPECT_GT(cancelled, 0);
  for (int i = 0; i < 200 && lowest_free_descriptor() > before; ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_LE(lowest_free_descriptor(), before);
}

void work_until(const std::atomic<bool> &release, std::atomic<bool> &started) {
  started = true;
  while (!release)
    std::this_thread::sleep_for(1ms);
}

coax::task<void> offload_until(const std::atomic<bool> &release, std::atomic<bool> &started) {
  auto work = [&] { work_until(release, started); };
  co_await coax::offload(work);
}

coax::task<int> cancels_in_child(pid_t &child) {
  std::atomic<bool> release = false, started = false;
  auto working = coax::spawn(offload_until, std::cref(release), std::ref(started));
  while (!started)
    co_await coax::sleep_for(1ms);
  child = ::fork();
  release = child != 0;
  working.cancel();
  bool cancelled = false;
  try {
    co_await coax::timeout(5s, working.join());
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  co_return cancelled == (child == 0) ? 42 : 1;
}

TEST(Offload, WhatAThreadOfTheParentRunsCanBeCancelledInTheChildOfAFork) {
  pid_t child = -1;
  const int result = coax::run(cancels_in_child(child));
  if (child == 0)
    ::_exit(result);
  EXPECT_EQ(result, 42);
  int how = -1;
  ASSERT_EQ(::waitpid(child, &how, 0), child);
  EXPECT_TRUE(WIFEXITED(how));
  EXPECT_EQ(WEXITSTATUS(how), 42);
}

TEST(Offload, IsAsItWasWhenThereIsNoThread) {
  const pid_t child = ::fork();
  if (child == 0)
    ::_exit(live_without_threads());
  int how = -1;
  ASSERT_EQ(::waitpid(child, &how, 0), child);
  if (WIFEXITED(how) && WEXITSTATUS(how) == no_seccomp)
    GTEST_SKIP() << "seccomp is not there";
  EXPECT_EQ(how, 0);
}

coax::task<void> offload_through_a_lane() {
  coax::lane two(2);
  std::atomic<int> inside{0}, most{0};
  auto call = [&] {
    const int now = ++inside;
    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    --inside;
    return now;
  };
  auto each = [&](int) -> coax::task<void> {
    const int at_once = co_await coax::offload(two, call);
    EXPECT_LE(at_once, 2);
  };
  const std::vector<int> calls(8);
  co_await coax::map(calls, 8, each);
  EXPECT_EQ(most, 2);
}

TEST(Offload, ALaneLimitsHowManyRunAtOnce) { coax::run(offload_through_a_lane()); }

} // namespace
