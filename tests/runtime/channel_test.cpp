// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

coax::task<void> send_named(coax::channel<std::string> &c, std::string what, std::string &log) {
  const bool sent = co_await c.send(what);
  log += sent ? what : "-";
}

coax::task<void> rendezvous() {
  coax::channel<std::string> c;
  std::string log;
  auto first = coax::spawn(send_named, std::ref(c), "a", std::ref(log));
  auto second = coax::spawn(send_named, std::ref(c), "b", std::ref(log));
  co_await coax::yield();
  co_await coax::yield();
  EXPECT_EQ(log, "") << "nobody has received";
  const std::optional<std::string> got = co_await c.receive();
  EXPECT_EQ(got, "a");
  co_await first.join();
  EXPECT_EQ(log, "a");
  const std::optional<std::string> next = co_await c.receive();
  EXPECT_EQ(next, "b");
  co_await second.join();
}

TEST(Channel, WithoutCapacityASenderWaitsForItsReceiver) { coax::run(rendezvous()); }

coax::task<void> receive_into(coax::channel<int> &c, std::vector<int> &got) {
  const std::optional<int> n = co_await c.receive();
  got.push_back(n.value_or(-1));
}

coax::task<void> receivers_in_order() {
  coax::channel<int> c(4);
  std::vector<int> a, b;
  auto first = coax::spawn(receive_into, std::ref(c), std::ref(a));
  auto second = coax::spawn(receive_into, std::ref(c), std::ref(b));
  co_await coax::yield();
  EXPECT_TRUE(c.try_send(1));
  EXPECT_TRUE(c.try_send(2));
  EXPECT_FALSE(c.try_receive().has_value()) << "both are on their way already";
  co_await first.join();
  co_await second.join();
  EXPECT_EQ(a, std::vector<int>{1});
  EXPECT_EQ(b, std::vector<int>{2});
}

TEST(Channel, ServesReceiversInTheOrderOfArrival) { coax::run(receivers_in_order()); }

TEST(Channel, TriesKeepToTheCapacity) {
  coax::channel<std::unique_ptr<int>> c(2);
  EXPECT_TRUE(c.try_send(std::make_unique<int>(1)));
  EXPECT_TRUE(c.try_send(std::make_unique<int>(2)));
  auto third = std::make_unique<int>(3);
  EXPECT_FALSE(c.try_send(std::move(third)));
  ASSERT_TRUE(third) << "left as it was";
  EXPECT_EQ(**c.try_receive(), 1);
  EXPECT_TRUE(c.try_send(std::move(third)));
  EXPECT_EQ(**c.try_receive(), 2);
  EXPECT_EQ(**c.try_receive(), 3);
  EXPECT_FALSE(c.try_receive().has_value());
  EXPECT_TRUE(c.try_send(std::make_unique<int>(4))); // destroyed with the channel
}

coax::task<void> closes() {
  coax::channel<std::string> c(1);
  std::string log;
  EXPECT_TRUE(c.try_send("kept"));
  auto sender = coax::spawn(send_named, std::ref(c), "late", std::ref(log));
  co_await coax::yield();
  c.close();
  co_await sender.join();
  EXPECT_EQ(log, "-");
  EXPECT_TRUE(c.closed());
  EXPECT_FALSE(c.try_send("later"));
  const std::optional<std::string> kept = co_await c.receive();
  EXPECT_EQ(kept, "kept");
  const std::optional<std::string> end = co_await c.receive();
  EXPECT_FALSE(end.has_value());
}

TEST(Channel, ClosingTurnsSendersAwayAndLeavesTheRest) { coax::run(closes()); }

coax::task<void> closes_receivers() {
  coax::channel<int> c;
  std::vector<int> got;
  auto receiver = coax::spawn(receive_into, std::ref(c), std::ref(got));
  co_await coax::yield();
  c.close();
  co_await receiver.join();
  EXPECT_EQ(got, std::vector<int>{-1});
}

TEST(Channel, ClosingEndsReceivers) { coax::run(closes_receivers()); }

coax::task<void> cancels() {
  coax::channel<std::string> c;
  std::string log;
  auto sender = coax::spawn(send_named, std::ref(c), "lost", std::ref(log));
  co_await coax::yield();
  sender.cancel();
  EXPECT_THROW(co_await sender.join(), coax::cancelled);
  EXPECT_FALSE(c.try_receive().has_value());

  auto receiver = coax::spawn([&c]() -> coax::task<void> { co_await c.receive(); });
  co_await coax::yield();
  receiver.cancel();
  EXPECT_THROW(co_await receiver.join(), coax::cancelled);
  EXPECT_FALSE(c.try_send("nobody takes it"));
}

TEST(Channel, CancelledTasksNeitherSendNorReceive) { coax::run(cancels()); }

coax::task<long> receive_sum(coax::channel<int> &c) {
  long sum = 0;
  for (;;) {
    const std::optional<int> n = co_await c.receive();
    if (!n)
      co_return sum;
    sum += *n;
  }
}

coax::task<void> send_numbers(coax::channel<int> &c, int first, int last) {
  for (int i = first; i <= last; ++i)
    co_await c.send(i);
}

void carries_everything_between_loops(std::size_t capacity) {
  coax::channel<int> c(capacity);
  std::atomic<long> sum{0};
  std::thread low([&] { coax::block_on(send_numbers(c, 1, 500)); });
  std::thread high([&] { coax::block_on(send_numbers(c, 501, 1000)); });
  std::thread a([&] { sum += coax::block_on(receive_sum(c)); });
  std::thread b([&] { sum += coax::block_on(receive_sum(c)); });
  low.join();
  high.join();
  c.close();
  a.join();
  b.join();
  EXPECT_EQ(sum, 500'500);
}

TEST(Channel, BetweenLoops) {
  carries_everything_between_loops(0);
  carries_everything_between_loops(7);
}

coax::task<void> leave_waiting(coax::channel<int> &c) {
  coax::spawn([&c]() -> coax::task<void> { co_await c.send(1); }).detach();
  co_await coax::yield();
  co_await coax::yield();
}

TEST(Channel, ASenderThatEndsWithItsLoopLeavesNothing) {
  coax::channel<int> c;
  coax::run(leave_waiting(c));
  EXPECT_FALSE(c.try_receive().has_value());
}

} // namespace
