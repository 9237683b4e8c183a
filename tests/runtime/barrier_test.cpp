// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <ranges>
#include <thread>
#include <vector>

namespace {

template <class F> auto times(int count, F f) {
  return std::views::iota(0, count) | std::views::transform(f);
}

struct phases {
  int arrived = 0;
  int completed = 0;
};

template <class Barrier> coax::task<void> three_phases(Barrier &b, phases &seen, int members) {
  for (int phase = 1; phase <= 3; ++phase) {
    ++seen.arrived;
    co_await b.arrive_and_wait();
    EXPECT_EQ(seen.completed, phase);
    EXPECT_GE(seen.arrived, phase * members);
  }
}

coax::task<void> repeats() {
  phases seen;
  auto note = [&seen]() noexcept { ++seen.completed; };
  coax::barrier b(5, note);
  co_await coax::gather(times(5, [&](int) { return three_phases(b, seen, 5); }));
  EXPECT_EQ(seen.completed, 3);
  EXPECT_EQ(seen.arrived, 15);
}

TEST(Barrier, HoldsEveryPhaseUntilAllHaveArrived) { coax::run(repeats()); }

coax::task<void> with_token() {
  coax::barrier b(2);
  auto token = b.arrive();
  auto other = coax::spawn([&b]() -> coax::task<void> { co_await b.arrive_and_wait(); });
  co_await b.wait(token);
  co_await other.join();
  co_await b.wait(token); // of a phase that is over
}

TEST(Barrier, TokensNameTheirPhase) { coax::run(with_token()); }

coax::task<void> arrive_and_count(coax::barrier<> &b, int &through) {
  co_await b.arrive_and_wait();
  ++through;
}

coax::task<void> fewer_members() {
  coax::barrier b(3);
  int through = 0;
  b.arrive_and_drop();
  co_await coax::gather(arrive_and_count(b, through), arrive_and_count(b, through));
  co_await coax::gather(arrive_and_count(b, through), arrive_and_count(b, through));
  EXPECT_EQ(through, 4);
}

TEST(Barrier, DroppedMembersAreNotExpectedAgain) { coax::run(fewer_members()); }

coax::task<void> one_gives_up() {
  coax::barrier b(2);
  int through = 0;
  auto impatient = coax::spawn(arrive_and_count, std::ref(b), std::ref(through));
  co_await coax::yield();
  impatient.cancel();
  EXPECT_THROW(co_await impatient.join(), coax::cancelled);
  auto first = coax::spawn(arrive_and_count, std::ref(b), std::ref(through));
  co_await coax::yield();
  co_await coax::yield();
  EXPECT_EQ(through, 0) << "the cancelled task must not count";
  co_await b.arrive_and_wait();
  co_await first.join();
  EXPECT_EQ(through, 1);
}

TEST(Barrier, ACancelledTaskHasNotArrived) { coax::run(one_gives_up()); }

TEST(Barrier, BetweenLoops) {
  phases seen;
  auto note = [&seen]() noexcept { ++seen.completed; };
  coax::barrier b(3, note);
  auto member = [](auto &barrier) -> coax::task<void> {
    for (int phase = 0; phase < 200; ++phase)
      co_await barrier.arrive_and_wait();
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] { coax::block_on(member(b)); });
  for (std::thread &t : threads)
    t.join();
  EXPECT_EQ(seen.completed, 200);
}

} // namespace
