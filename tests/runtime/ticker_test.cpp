// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <thread>

namespace {

using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;

coax::task<void> never_early() {
  const auto start = clock_type::now();
  coax::ticker every(2ms);
  std::uint64_t ticks = 0;
  while (ticks < 10) {
    const std::uint64_t more = co_await every.next();
    EXPECT_GE(more, 1U);
    ticks += more;
    EXPECT_GE(clock_type::now() - start, 2ms * ticks);
  }
}

TEST(Ticker, NeverTicksEarly) { coax::run(never_early()); }

coax::task<void> counts_missed() {
  coax::ticker every(1ms);
  std::this_thread::sleep_for(5ms);
  const std::uint64_t ticks = co_await every.next();
  EXPECT_GE(ticks, 5U);
}

TEST(Ticker, CountsMissedTicks) { coax::run(counts_missed()); }

coax::task<void> resets() {
  coax::ticker every(20ms);
  std::this_thread::sleep_for(25ms);
  const auto start = clock_type::now();
  every.reset();
  co_await every.next();
  EXPECT_GE(clock_type::now() - start, 20ms);
}

TEST(Ticker, ResetStartsOver) { coax::run(resets()); }

TEST(Ticker, NeedsAPeriod) {
  EXPECT_THROW(coax::ticker(0ms), coax::misuse);
  EXPECT_THROW(coax::ticker(-1ms), coax::misuse);
}

coax::task<void> endless() {
  coax::ticker every(1h);
  co_await every.next();
}

coax::task<void> cancels() {
  auto h = coax::spawn(endless);
  co_await coax::yield();
  co_await coax::yield();
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
}

TEST(Ticker, IsCancellable) { coax::run(cancels()); }

} // namespace
