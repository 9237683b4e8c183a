// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <coax/stop_token.hpp>
#include <gtest/gtest.h>
#include <thread>

namespace {

using namespace std::chrono_literals;

coax::task<int> value_after_a_turn() {
  co_await coax::yield();
  co_return 5;
}

coax::task<void> no_stop() {
  std::stop_source source;
  const int value = co_await coax::cancel_when(source.get_token(), value_after_a_turn());
  EXPECT_EQ(value, 5);
  const int unstoppable = co_await coax::cancel_when(std::stop_token(), value_after_a_turn());
  EXPECT_EQ(unstoppable, 5);
}

TEST(StopToken, WithoutAStopTheValueComes) { coax::run(no_stop()); }

coax::task<void> stopped_by_a_thread() {
  std::jthread stopper([](std::stop_token) { std::this_thread::sleep_for(2ms); });
  std::stop_source source;
  std::jthread other([&source] { source.request_stop(); });
  EXPECT_THROW(co_await coax::cancel_when(source.get_token(), coax::sleep_for(1h)),
               coax::cancelled);
}

TEST(StopToken, AThreadMayStopATask) {
  for (int i = 0; i < 50; ++i)
    coax::run(stopped_by_a_thread());
}

coax::task<void> stopped_before() {
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(co_await coax::cancel_when(source.get_token(), coax::sleep_for(1h)),
               coax::cancelled);
}

TEST(StopToken, MayBeStoppedBefore) { coax::run(stopped_before()); }

coax::task<int> sleeps_with(std::stop_token token, bool &stopped) {
  const std::stop_callback note(token, [&stopped] { stopped = true; });
  co_await coax::sleep_for(1h);
  co_return 0;
}

coax::task<void> task_is_cancelled(bool &stopped) {
  auto body = [&stopped](std::stop_token token) { return sleeps_with(token, stopped); };
  co_await coax::with_stop_token(body);
}

coax::task<void> cancellation_stops() {
  bool stopped = false;
  auto h = coax::spawn(task_is_cancelled, std::ref(stopped));
  co_await coax::yield();
  co_await coax::yield();
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_TRUE(stopped);
}

TEST(StopToken, CancellationStopsIt) { coax::run(cancellation_stops()); }

coax::task<void> offload_until_stopped(std::atomic<bool> &runs, int &result) {
  auto work = [&runs](std::stop_token token) {
    runs = true;
    while (!token.stop_requested())
      std::this_thread::yield();
    return 9;
  };
  result = co_await coax::offload(work);
  co_await coax::yield();
  result = 0;
}

coax::task<void> offload_ends_early() {
  std::atomic<bool> runs{false};
  int result = 0;
  auto h = coax::spawn(offload_until_stopped, std::ref(runs), std::ref(result));
  while (!runs)
    co_await coax::sleep_for(1ms);
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_EQ(result, 9);
}

TEST(StopToken, OffloadedWorkMayEndEarly) { coax::run(offload_ends_early()); }

} // namespace
