// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <coax/testing.hpp>
#include <gtest/gtest.h>
#include <poll.h>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using coax::testing::now;
using real_clock = std::chrono::steady_clock;

/// A run in which everything has to happen within a second of real time.
template <class Task> void run_quickly(Task (*body)(), coax::testing::options how = {}) {
  const auto began = real_clock::now();
  coax::testing::run(how, body());
  EXPECT_LT(real_clock::now() - began, 1s);
}

coax::testing::options soon_stuck() {
  coax::testing::options how;
  how.stuck_after = 5ms;
  return how;
}

coax::task<void> sleeps() {
  const auto began = now();
  EXPECT_EQ(began.time_since_epoch(), 1s);
  co_await coax::sleep_for(24h);
  EXPECT_EQ(now() - began, 24h);
  co_await coax::sleep_until(began + 48h);
  EXPECT_EQ(coax::clock::now() - began, 48h);
  const unsigned left = co_await coax::sleep(3600);
  EXPECT_EQ(left, 0U);
  const timespec span{1, 500'000'000};
  co_await coax::nanosleep(&span, nullptr);
  EXPECT_EQ(now() - began, 49h + 1500ms);
}

TEST(VirtualTime, SleepsTakeNone) { run_quickly(sleeps); }

coax::task<void> foreign_clocks() {
  const auto began = now();
  co_await coax::sleep_until(std::chrono::system_clock::now() + 1h);
  EXPECT_NEAR(std::chrono::duration<double>(now() - began).count(), 3600, 1);
  const auto stop = std::chrono::steady_clock::now() + 1h;
  const bool in_time = co_await coax::move_on_at(stop, coax::sleep_for(2h));
  EXPECT_FALSE(in_time);
  EXPECT_NEAR(std::chrono::duration<double>(now() - began).count(), 7200, 2);
}

TEST(VirtualTime, OtherClocksCountFromTheAwait) { run_quickly(foreign_clocks); }

coax::task<void> note_after(std::vector<int> &order, int minutes) {
  co_await coax::sleep_for(std::chrono::minutes(minutes));
  order.push_back(minutes);
}

coax::task<void> sleepers() {
  std::vector<int> order;
  co_await coax::gather(note_after(order, 30), note_after(order, 10), note_after(order, 20));
  EXPECT_EQ(order, (std::vector<int>{10, 20, 30}));
}

TEST(VirtualTime, PassesInOrder) { run_quickly(sleepers); }

coax::task<void> limits() {
  const auto began = now();
  bool expired = false;
  try {
    co_await coax::timeout(1h, coax::sleep_for(2h));
  } catch (const coax::timed_out &) {
    expired = true;
  }
  EXPECT_TRUE(expired);
  EXPECT_EQ(now() - began, 1h);
  coax::ticker every(1min);
  const auto one = co_await every.next();
  EXPECT_EQ(one, 1U);
  co_await coax::sleep_for(150s);
  const auto missed = co_await every.next();
  EXPECT_EQ(missed, 2U);
  coax::mutex m;
  co_await m.lock();
  const bool locked = co_await m.try_lock_for(1h);
  EXPECT_FALSE(locked);
  m.unlock();
  coax::semaphore none(0);
  const bool acquired = co_await none.try_acquire_for(1h);
  EXPECT_FALSE(acquired);
  EXPECT_EQ(now() - began, 3h + 210s);
}

TEST(VirtualTime, IsThatOfTimeoutsTickersAndTimedLocks) { run_quickly(limits); }

coax::task<void> notify_in_vain(coax::condition_variable &changed, int times) {
  for (int i = 0; i < times; ++i) {
    co_await coax::sleep_for(20min);
    changed.notify_all();
  }
}

coax::task<void> waits_for_condition() {
  coax::mutex m;
  coax::condition_variable changed;
  auto notifier = coax::spawn(notify_in_vain, std::ref(changed), 2);
  auto lock = co_await m.scoped_lock();
  const auto began = now();
  auto no = [] { return false; };
  const bool happened = co_await changed.wait_for(lock, 1h, no);
  EXPECT_FALSE(happened);
  EXPECT_EQ(now() - began, 1h);
  co_await notifier.join();
}

TEST(VirtualTime, IsThatOfConditionsWithAPredicate) { run_quickly(waits_for_condition); }

coax::task<void> polls() {
  const loopback::pair ends = loopback::socket_pair();
  const auto began = now();
  pollfd one{ends.left.get(), POLLIN, 0};
  const int ready = co_await coax::poll(&one, 1, 60'000);
  EXPECT_EQ(ready, 0);
  EXPECT_EQ(now() - began, 1min);
}

TEST(VirtualTime, IsThatOfPoll) { run_quickly(polls); }

coax::task<void> receives_too_late() {
  const loopback::pair ends = loopback::socket_pair();
  const timeval limit{60, 0};
  ::setsockopt(ends.left.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  char byte;
  for (int i = 0; i < 2; ++i) { // the second time the descriptor is known to the loop
    const auto began = now();
    const ssize_t n = co_await coax::recv(ends.left.get(), &byte, 1, 0);
    EXPECT_EQ(n, -1);
    EXPECT_EQ(errno, EAGAIN);
    EXPECT_GE(now() - began, 1min);
    EXPECT_LE(now() - began, 1min + 10ms);
  }
}

TEST(VirtualTime, IsThatOfSocketOptions) { run_quickly(receives_too_late); }

coax::task<void> serve_one(coax::tcp_listener &listener) {
  coax::tcp_stream peer = co_await listener.accept();
  char buffer[64];
  for (;;) {
    const std::size_t n = co_await peer.read(buffer, sizeof buffer);
    if (n == 0)
      co_return;
    co_await peer.write(buffer, n);
  }
}

coax::task<void> asks() {
  auto listener = coax::tcp_listener::bind("127.0.0.1", 0);
  auto server = coax::spawn(serve_one, std::ref(listener));
  {
    const auto port = listener.local_address().port();
    coax::tcp_stream peer = co_await coax::tcp_stream::connect("127.0.0.1", port);
    for (int i = 0; i < 200; ++i) {
      char answer[4];
      co_await peer.write("ping", 4);
      co_await coax::timeout(1us, peer.read_exactly(answer, sizeof answer));
    }
  }
  co_await server.join();
}

TEST(VirtualTime, WaitsForWhatIsOnItsWay) { run_quickly(asks); }

coax::task<void> works_elsewhere() {
  const auto began = now();
  auto work = [] {
    std::this_thread::sleep_for(10ms);
    return 7;
  };
  const int seven = co_await coax::timeout(1ms, coax::offload(work));
  EXPECT_EQ(seven, 7);
  EXPECT_EQ(now(), began);
}

TEST(VirtualTime, StandsStillWhileAFunctionIsOffloaded) { run_quickly(works_elsewhere); }

coax::task<void> makes_folder() {
  const auto began = now();
  const int result = co_await coax::timeout(1ns, coax::mkdir("/proc/none", 0700));
  EXPECT_EQ(result, -1);
  EXPECT_EQ(now(), began);
}

TEST(VirtualTime, StandsStillWhileAFileOperationRuns) { run_quickly(makes_folder); }

coax::task<void> count_minutes(int &minutes) {
  for (;; ++minutes)
    co_await coax::sleep_for(1min);
}

coax::task<void> advances() {
  const auto began = now();
  int minutes = 0;
  auto counter = coax::spawn(count_minutes, std::ref(minutes));
  co_await coax::testing::advance(0s);
  EXPECT_EQ(now(), began);
  EXPECT_EQ(minutes, 0);
  co_await coax::testing::advance(59s);
  EXPECT_EQ(minutes, 0);
  co_await coax::testing::advance(1s);
  EXPECT_EQ(minutes, 1);
  co_await coax::testing::advance(1h);
  EXPECT_EQ(minutes, 61);
  EXPECT_EQ(now() - began, 61min);
  counter.cancel();
  co_await coax::testing::advance(0s);
  EXPECT_TRUE(counter.done());
  counter.detach();
}

TEST(VirtualTime, GoesOnByHand) {
  coax::testing::options how;
  how.autojump = false;
  run_quickly(advances, how);
  run_quickly(advances);
}

coax::task<void> two_advances() {
  const auto began = now();
  co_await coax::gather(coax::testing::advance(2min), coax::testing::advance(1min));
  EXPECT_EQ(now() - began, 2min);
  co_await coax::move_on_after(1min, coax::testing::advance(1h));
  EXPECT_EQ(now() - began, 3min);
}

TEST(VirtualTime, AdvancesSideBySide) { run_quickly(two_advances); }

coax::task<void> waits_for_nobody(bool &unwound) {
  struct note {
    bool &unwound;
    ~note() { unwound = true; }
  } const at_end{unwound};
  coax::event never;
  co_await never.wait();
}

TEST(VirtualTime, GivesUpADeadlock) {
  bool unwound = false;
  try {
    coax::testing::run(soon_stuck(), waits_for_nobody(unwound));
    FAIL() << "it has ended";
  } catch (const coax::testing::stuck &s) {
    EXPECT_NE(std::string(s.what()).find("every task waits for another"), std::string::npos);
    EXPECT_NE(std::string(s.what()).find("waits_for_nobody"), std::string::npos) << s.what();
  }
  EXPECT_TRUE(unwound);
}

coax::task<void> swallows_the_end() {
  coax::event never;
  try {
    co_await never.wait();
  } catch (const coax::cancelled &) {
  }
}

TEST(VirtualTime, GivesUpWhateverTheTaskMakesOfIt) {
  EXPECT_THROW(coax::testing::run(soon_stuck(), swallows_the_end()), coax::testing::stuck);
}

coax::task<void> sleeps_a_second() { co_await coax::sleep_for(1s); }

TEST(VirtualTime, GivesUpWhenNobodyAdvancesIt) {
  auto how = soon_stuck();
  how.autojump = false;
  EXPECT_THROW(coax::testing::run(how, sleeps_a_second()), coax::testing::stuck);
}

coax::task<void> sleeps_forever() {
  for (;;)
    co_await coax::sleep_for(1s);
}

TEST(VirtualTime, HasALimit) {
  coax::testing::options how;
  how.limit = 1h;
  try {
    coax::testing::run(how, sleeps_forever());
    FAIL() << "it has ended";
  } catch (const coax::testing::stuck &s) {
    EXPECT_NE(std::string(s.what()).find("limit"), std::string::npos);
  }
}

coax::task<void> set_by_thread() {
  coax::event done;
  std::thread other([&done] {
    std::this_thread::sleep_for(5ms);
    done.set();
  });
  co_await done.wait();
  other.join();
}

TEST(VirtualTime, LetsOtherThreadsWake) { run_quickly(set_by_thread); }

struct counted {
  explicit counted(int &live) : live(live) { ++live; }
  counted(const counted &) = delete;
  ~counted() { --live; }
  int &live;
};

coax::task<void> sleeps_with(int &live) {
  const counted one(live);
  co_await coax::sleep_for(1h);
}

coax::task<void> leaves_a_task(int &live) {
  coax::spawn(sleeps_with, std::ref(live)).detach();
  co_await coax::yield();
  EXPECT_EQ(live, 1);
}

TEST(VirtualTime, EndsAsRunDoes) {
  int live = 0;
  coax::testing::run({}, leaves_a_task(live));
  EXPECT_EQ(live, 0);
}

coax::task<int> fails() {
  co_await coax::sleep_for(1h);
  throw std::out_of_range("as it was");
}

TEST(VirtualTime, PassesValuesAndExceptionsOn) {
  EXPECT_THROW(coax::testing::run({}, fails), std::out_of_range);
  auto seven = []() -> coax::task<int> { co_return 7; };
  EXPECT_EQ(coax::testing::run({}, seven), 7);
}

coax::task<void> real_sleep() {
  const auto began = real_clock::now();
  co_await coax::sleep_for(2ms);
  EXPECT_GE(real_clock::now() - began, 2ms);
  EXPECT_GE(coax::clock::now().time_since_epoch(), began.time_since_epoch());
}

TEST(VirtualTime, IsOverAfterTheRun) {
  run_quickly(sleeps);
  coax::run(real_sleep());
}

coax::task<void> advances_outside() { co_await coax::testing::advance(1s); }
coax::task<void> runs_inside() {
  coax::testing::run({}, sleeps_a_second());
  co_return;
}

TEST(VirtualTime, RefusesToBeUsedElsewhere) {
  EXPECT_THROW(coax::run(advances_outside()), coax::misuse);
  EXPECT_THROW(coax::run(runs_inside()), coax::misuse);
}

} // namespace
