// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <coax/gather.hpp>
#include <coax/run.hpp>
#include <coax/time.hpp>
#include <gtest/gtest.h>
#include <ranges>
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
  auto waits = std::views::iota(0, 50) | std::views::transform([&](int i) {
                 return note(order, (i * 37) % 50);
               });
  co_await coax::gather(waits);
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST(Sleep, WakesByDeadline) { coax::run(wake_in_order()); }

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
