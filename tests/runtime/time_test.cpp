// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <coax/coax.hpp>
#include <coax/stop_token.hpp>
#include <functional>
#include <gtest/gtest.h>
#include <ranges>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;

coax::task<void> never_early() {
  for (const auto d : {0us, 1us, 300us, 2500us}) {
    const auto start = clock_type::now();
    co_await coax::sleep_for(d);
    EXPECT_GE(clock_type::now() - start, d);
  }
}

TEST(Sleep, IsNeverShort) { coax::run(never_early()); }

coax::task<void> until() {
  const auto steady = clock_type::now() + 3ms;
  co_await coax::sleep_until(steady);
  EXPECT_GE(clock_type::now(), steady);
  const auto system = std::chrono::system_clock::now() + 3ms;
  co_await coax::sleep_until(system);
  EXPECT_GE(std::chrono::system_clock::now(), system);
  co_await coax::sleep_until(clock_type::now() - 1h);
}

TEST(Sleep, UntilAnyClock) { coax::run(until()); }

coax::task<void> posix() {
  const auto start = clock_type::now();
  const int micro = co_await coax::usleep(1500);
  EXPECT_EQ(micro, 0);
  const unsigned none = co_await coax::sleep(0);
  EXPECT_EQ(none, 0U);
  const timespec span{0, 1'500'000};
  const int nano = co_await coax::nanosleep(&span, nullptr);
  EXPECT_EQ(nano, 0);
  EXPECT_GE(clock_type::now() - start, 3ms);
  const timespec wrong{0, 1'000'000'000};
  errno = 0;
  const int refused = co_await coax::nanosleep(&wrong, nullptr);
  EXPECT_EQ(refused, -1);
  EXPECT_EQ(errno, EINVAL);
}

TEST(Sleep, PosixShapes) { coax::run(posix()); }

TEST(Sleep, FarPointsInTimeDoNotOverflow) {
  using std::chrono::system_clock;
  using hours = std::chrono::time_point<system_clock, std::chrono::hours>;
  const auto forever = coax::detail::to_ns(std::chrono::hours::max());
  EXPECT_EQ(coax::detail::ns_until(system_clock::time_point::min()), 0);
  EXPECT_EQ(coax::detail::ns_until(clock_type::time_point::min()), 0);
  EXPECT_EQ(coax::detail::ns_until(hours::min()), 0);
  EXPECT_EQ(coax::detail::ns_until(clock_type::time_point::max()), forever);
  EXPECT_EQ(coax::detail::ns_until(hours::max()), forever);
  EXPECT_GT(coax::detail::ns_until(clock_type::now() + 1h), 3'500'000'000'000);
  EXPECT_LE(coax::detail::ns_until(clock_type::now() + 1h), 3'600'000'000'000);
}

coax::task<void> long_ago() {
  using hours = std::chrono::time_point<clock_type, std::chrono::hours>;
  co_await coax::sleep_until(clock_type::time_point::min());
  co_await coax::sleep_until(hours::min());
  const bool ended = co_await coax::move_on_after(2ms, coax::sleep_until(hours::max()));
  EXPECT_FALSE(ended);
}

TEST(Sleep, UntilTheFirstOrTheLastPointInTime) { coax::run(long_ago()); }

TEST(Sleep, HugeDurationsDoNotOverflow) {
  EXPECT_GT(coax::detail::to_ns(std::chrono::hours::max()), 0);
  EXPECT_GT(coax::detail::to_ns(std::chrono::nanoseconds::max()), 0);
  EXPECT_EQ(coax::detail::to_ns(std::chrono::duration<double>(1e-9)), 1);
  EXPECT_EQ(coax::detail::to_ns(std::chrono::hours::min()), 0);
}

coax::task<void> note(std::vector<int> &order, int n) {
  co_await coax::sleep_for(std::chrono::milliseconds(n));
  order.push_back(n);
}

coax::task<void> wake_in_order() {
  std::vector<int> order;
  auto waits = std::views::iota(0, 50) |
               std::views::transform([&](int i) { return note(order, (i * 37) % 50); });
  co_await coax::gather(waits);
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST(Sleep, WakesByDeadline) { coax::run(wake_in_order()); }

coax::task<void> forwards() { return coax::sleep_for(1ms); }

coax::task<void> either(bool sleep) {
  if (sleep)
    return coax::sleep_for(1ms);
  return forwards();
}

coax::task<void> sleep_everywhere() {
  const auto start = clock_type::now();
  co_await coax::gather(coax::sleep_for(1ms), forwards(), coax::sleep_for(0ms));
  auto each_ms = [](int ms) { return coax::sleep_for(std::chrono::milliseconds(ms)); };
  auto range = std::views::iota(0, 3) | std::views::transform(each_ms);
  co_await coax::gather(range);
  co_await coax::timeout(1h, coax::sleep_for(1ms));
  co_await coax::shield(coax::sleep_for(1ms));
  const bool in_time = co_await coax::move_on_after(1ms, coax::sleep_for(1h));
  EXPECT_FALSE(in_time);
  const auto first = co_await coax::race(coax::sleep_for(1h), coax::sleep_for(1ms));
  EXPECT_EQ(first.index(), 1U);
  const std::vector<int> times{1, 2};
  co_await coax::map(times, 2, each_ms);
  std::vector<std::size_t> order;
  auto note_place = [&order](std::size_t place) { order.push_back(place); };
  co_await coax::as_completed(range, note_place);
  EXPECT_EQ(order.size(), 3U);
  auto waiting = [](std::stop_token) { return coax::sleep_for(1ms); };
  co_await coax::with_stop_token(waiting);
  auto spawned = coax::spawn(each_ms, 1);
  co_await spawned.join();
  auto body = [each_ms](coax::group &g) -> coax::task<void> {
    g.start(each_ms, 1);
    co_await coax::sleep_for(0ms);
  };
  co_await coax::with_group(body);
  co_await either(true);
  co_await either(false);
  EXPECT_GE(clock_type::now() - start, 10ms);
}

TEST(Sleep, IsATaskWhereverOneIsTaken) {
  coax::run(sleep_everywhere());
  coax::run(coax::sleep_for(1ms));
  coax::block_on(coax::sleep_for(1ms));
}

coax::task<void> await_it_later() {
  auto later = coax::sleep_for(1ms);
  co_await coax::yield();
  co_await std::move(later);
  EXPECT_THROW(co_await std::move(later), coax::misuse);
}

TEST(Sleep, MayBeStoredAndIsAwaitedOnce) { coax::run(await_it_later()); }

TEST(Sleep, SaysWhenNobodyAwaitsIt) {
  ::testing::internal::CaptureStderr();
  { [[maybe_unused]] auto forgotten = coax::sleep_for(1ms); }
  const std::string said = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("was dropped without an await"), std::string::npos) << said;
}

coax::task<void> sleep_or_count(int &cancelled) {
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
    ++cancelled;
  }
  co_await coax::sleep_for(0ms); // again, as cancellation is a level
}

coax::task<void> cancel_sleepers() {
  int cancelled = 0;
  auto asleep = coax::spawn(sleep_or_count, std::ref(cancelled));
  auto not_begun = coax::spawn(sleep_or_count, std::ref(cancelled));
  co_await coax::yield();
  asleep.cancel();
  auto before_it_runs = coax::spawn(sleep_or_count, std::ref(cancelled));
  before_it_runs.cancel();
  EXPECT_THROW(co_await asleep.join(), coax::cancelled);
  EXPECT_THROW(co_await before_it_runs.join(), coax::cancelled);
  EXPECT_EQ(cancelled, 2);
  not_begun.cancel();
  not_begun.detach();
}

TEST(Sleep, EndsByCancellation) { coax::run(cancel_sleepers()); }

struct counts_its_end {
  int *ended;
  explicit counts_its_end(int &n) : ended(&n) {}
  counts_its_end(const counts_its_end &) = delete;
  ~counts_its_end() { ++*ended; }
};

coax::task<void> sleep_for_good(int &ended) {
  const counts_its_end here(ended);
  co_await coax::sleep_for(1h);
  ADD_FAILURE();
}

coax::task<void> leave_sleepers(int &ended) {
  for (int i = 0; i < 100; ++i)
    coax::spawn(sleep_for_good, std::ref(ended)).detach();
  co_await coax::sleep_for(1ms);
}

TEST(Sleep, TheEndOfTheLoopDestroysSleepersOnce) {
  int ended = 0;
  coax::run(leave_sleepers(ended));
  EXPECT_EQ(ended, 100);
}

coax::task<void> sleep_forever() { co_await coax::sleep_for(1h); }

coax::task<void> count_frames() {
  const auto before = coax::metrics().at(0).live_frames;
  std::vector<coax::handle<void>> all;
  for (int i = 0; i < 100; ++i)
    all.push_back(coax::spawn(sleep_forever));
  co_await coax::yield();
  EXPECT_EQ(coax::metrics().at(0).live_frames - before, 200);
  for (auto &one : all) {
    one.cancel();
    one.detach();
  }
}

TEST(Sleep, ASpawnedSleeperIsOneBlockAndOneFrame) { coax::run(count_frames()); }

coax::task<void> count_turns(int &turns) {
  for (int i = 0; i < 100; ++i) {
    ++turns;
    co_await coax::yield();
  }
}

coax::task<void> alternate() {
  int a = 0, b = 0;
  co_await coax::gather(count_turns(a), count_turns(b));
  EXPECT_EQ(a, b);
}

TEST(Yield, LetsOthersRun) { coax::run(alternate()); }

} // namespace
