// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Descriptor numbers that come to mean another file while the poller does not look.
#include "../../runtime/src/poller.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

using coax::detail::fd_waiter;
using coax::detail::instant;
using coax::detail::now;
using coax::detail::poller;

namespace {

constexpr instant ms = 1'000'000;

class reader final : public fd_waiter {
public:
  explicit reader(int fd) noexcept : fd_waiter(fd, EPOLLIN) {}
  int readied = 0, lasted = 0;
  bool undisturbed = true; ///< what lasts() answers

private:
  bool ready(std::uint32_t) noexcept override {
    ++readied;
    return true;
  }
  void lost(int) noexcept override { ++readied; }
  bool lasts() noexcept override {
    ++lasted;
    return undisturbed;
  }
};

class Poller : public testing::Test {
protected:
  Poller() { open_pipe(); }
  ~Poller() override {
    close_pipe();
    ::close(wakeup);
  }
  void open_pipe() { ASSERT_EQ(::pipe(ends.data()), 0); }
  void close_pipe() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  /// Another file under the same number, which nobody tells the poller.
  void reuse_number() {
    std::array<int, 2> fresh{};
    ASSERT_EQ(::pipe(fresh.data()), 0);
    ASSERT_EQ(::dup2(fresh[0], ends[0]), ends[0]);
    ASSERT_EQ(::dup2(fresh[1], ends[1]), ends[1]);
    ::close(fresh[0]);
    ::close(fresh[1]);
  }
  void write_byte() { ASSERT_EQ(::write(ends[1], "x", 1), 1); }

  void add(reader &waiter) {
    ASSERT_EQ(polls.add(waiter), 0);
    if (!poller::unverified(waiter))
      polls.note_calm(waiter, undisturbed);
  }
  /// One wait that lasts until it is verified; then it is taken back.
  void wait_long() {
    reader waiter(ends[0]);
    waiter.undisturbed = undisturbed;
    add(waiter);
    while (poller::unverified(waiter))
      polls.poll(now() + 1000 * ms);
    polls.remove(waiter);
  }
  /// A wait that a byte ends at once.
  void wait_shortly() {
    reader waiter(ends[0]);
    add(waiter);
    write_byte();
    while (!waiter.readied)
      polls.poll(now() + 1000 * ms);
    char byte;
    ASSERT_EQ(::read(ends[0], &byte, 1), 1);
  }
  /// How long a wait lasts before it is verified, in ns.
  instant time_to_verify() {
    const instant began = polls.turn_began();
    wait_long();
    return polls.turn_began() - began;
  }

  int wakeup = ::eventfd(0, EFD_NONBLOCK);
  poller polls{wakeup};
  std::array<int, 2> ends{};
  bool undisturbed = true;
};

} // namespace

TEST_F(Poller, FirstWaitOfANumberNeedsNoVerification) {
  reader waiter(ends[0]);
  ASSERT_EQ(polls.add(waiter), 0);
  EXPECT_FALSE(poller::unverified(waiter));
  polls.remove(waiter);
}

TEST_F(Poller, NumberThatWasGivenAgainIsWatchedAtOnceIfToldSo) {
  wait_shortly();
  reuse_number();
  polls.renew(ends[0]);
  reader waiter(ends[0]);
  ASSERT_EQ(polls.add(waiter), 0);
  EXPECT_FALSE(poller::unverified(waiter));
  write_byte();
  polls.poll(now() + 1000 * ms);
  EXPECT_EQ(waiter.readied, 1);
}

TEST_F(Poller, EventsOfAFileThatHadTheNumberAreIgnored) {
  wait_shortly();
  const int reads = ::dup(ends[0]), writes = ::dup(ends[1]); // keep it open
  reuse_number();
  polls.renew(ends[0]);
  reader waiter(ends[0]);
  ASSERT_EQ(polls.add(waiter), 0);
  ASSERT_EQ(::write(writes, "x", 1), 1);
  polls.poll(now() + 5 * ms);
  EXPECT_EQ(waiter.readied, 0);
  write_byte();
  polls.poll(now() + 1000 * ms);
  EXPECT_EQ(waiter.readied, 1);
  ::close(reads);
  ::close(writes);
}

TEST_F(Poller, RenewIsHarmlessForTheSameFile) {
  wait_shortly();
  polls.renew(ends[0]);
  wait_shortly();
}

TEST_F(Poller, FindsOutByItselfThatANumberWasGivenAgain) {
  wait_shortly();
  reuse_number();
  wait_shortly();
}

TEST_F(Poller, AsksLessOftenWhenNothingEverChanges) {
  wait_shortly();
  for (int i = 0; i < 4; ++i)
    wait_long();
  EXPECT_GE(time_to_verify(), 60 * ms);
}

TEST_F(Poller, EventsShowThatTheFileIsTheSame) {
  for (int i = 0; i < 5; ++i)
    wait_shortly();
  EXPECT_GE(time_to_verify(), 60 * ms);
}

TEST_F(Poller, EventsDoNotShowThatTheAnswerIsTheSame) {
  undisturbed = false;
  for (int i = 0; i < 5; ++i)
    wait_shortly();
  instant shortest = coax::detail::never;
  for (int i = 0; i < 5; ++i)
    shortest = std::min(shortest, time_to_verify());
  EXPECT_LT(shortest, 60 * ms);
}

TEST_F(Poller, AsksOftenWhereTheAnswerMatters) {
  wait_shortly();
  undisturbed = false; // as a socket with SO_RCVTIMEO
  for (int i = 0; i < 6; ++i)
    wait_long();
  instant shortest = coax::detail::never;
  for (int i = 0; i < 5; ++i)
    shortest = std::min(shortest, time_to_verify());
  EXPECT_LT(shortest, 60 * ms);
}

TEST_F(Poller, FindsOutAboutATrustedNumberToo) {
  wait_shortly();
  for (int i = 0; i < 5; ++i)
    wait_long();
  reuse_number();
  wait_shortly();
  reader waiter(ends[0]); // and trusts the new file no more than any other
  ASSERT_EQ(polls.add(waiter), 0);
  while (poller::unverified(waiter))
    polls.poll(now() + 1000 * ms);
  EXPECT_EQ(waiter.lasted, 1);
  polls.remove(waiter);
}

TEST_F(Poller, TakingBackAWaitTwiceDisturbsNoOther) {
  reader first(ends[0]), second(ends[0]);
  add(first);
  write_byte();
  polls.poll(now() + 1000 * ms);
  EXPECT_EQ(first.readied, 1);
  polls.remove(first);
  add(second);
  polls.remove(first);
  write_byte();
  polls.poll(now() + 1000 * ms);
  EXPECT_EQ(second.readied, 1);
}

TEST_F(Poller, ChildOfAForkStillVerifies) {
  wait_shortly();
  for (int i = 0; i < 5; ++i)
    wait_long();
  polls.reopen_after_fork();
  reuse_number();
  wait_shortly();
}
