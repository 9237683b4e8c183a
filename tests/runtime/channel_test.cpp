// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <numeric>
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

/// Counts those that are alive; a move of it may throw.
struct counted {
  static inline int alive = 0;
  explicit counted(int n) : number(n) { ++alive; }
  counted(counted &&other) noexcept(false) : number(other.number) { ++alive; }
  counted &operator=(counted &&other) noexcept(false) {
    number = other.number;
    return *this;
  }
  ~counted() { --alive; }
  int number;
};

template <class T> coax::task<void> fill_and_drain(coax::channel<T> &c, std::vector<int> numbers) {
  for (int n : numbers) {
    const bool sent = co_await c.send(T(n));
    EXPECT_TRUE(sent);
  }
  for (int n : numbers) {
    std::optional<T> got = co_await c.receive();
    EXPECT_EQ(got->number, n);
  }
}

coax::task<void> counts_are_kept() {
  const std::vector<int> few(3, 5);
  std::vector<int> numbers(100);
  std::iota(numbers.begin(), numbers.end(), 0);
  coax::channel<counted> c(1000);
  for (int i = 0; i < 3; ++i) // the buffer wraps round
    co_await fill_and_drain(c, few);
  co_await fill_and_drain(c, numbers);
  EXPECT_TRUE(c.try_send(counted(7)));
}

TEST(Channel, CarriesWhatMayThrowWhenMoved) {
  coax::run(counts_are_kept());
  EXPECT_EQ(counted::alive, 0);
}

coax::task<void> refuses_what_may_throw() {
  coax::channel<counted> c(1);
  EXPECT_TRUE(c.try_send(counted(1)));
  counted left(2);
  EXPECT_FALSE(c.try_send(std::move(left)));
  EXPECT_EQ(left.number, 2);
  const std::optional<counted> got = c.try_receive();
  EXPECT_EQ(got->number, 1);
  co_return;
}

TEST(Channel, LeavesWhatItDoesNotTake) { coax::run(refuses_what_may_throw()); }

/// A value that is destroyed exactly as often as it is made, however the task that carries it ends.
coax::task<void> shared_values() {
  auto value = std::make_shared<int>(1);
  {
    coax::channel<std::shared_ptr<int>> c;
    auto work = [&c](std::shared_ptr<int> v) -> coax::task<void> { co_await c.send(std::move(v)); };
    auto taken = coax::spawn(work, value);
    auto cancelled = coax::spawn(work, value);
    co_await coax::yield();
    co_await coax::yield();
    {
      const std::optional<std::shared_ptr<int>> got = co_await c.receive();
      EXPECT_EQ(*got, value);
    }
    co_await taken.join();
    cancelled.cancel();
    EXPECT_THROW(co_await cancelled.join(), coax::cancelled);
  }
  EXPECT_EQ(value.use_count(), 1);
}

TEST(Channel, DestroysEachElementOnce) { coax::run(shared_values()); }

coax::task<bool> passed_on(coax::channel<std::string> &c) { return c.send("returned"); }

coax::task<void> as_tasks() {
  coax::channel<std::string> c;
  auto [sent, got] = co_await coax::gather(c.send("gathered"), c.receive());
  EXPECT_TRUE(sent);
  EXPECT_EQ(got, "gathered");
  const bool in_time = co_await coax::move_on_after(std::chrono::milliseconds(1), c.receive());
  EXPECT_FALSE(in_time);
  auto receiver = coax::spawn([&c] { return c.receive(); });
  const bool returned = co_await passed_on(c);
  EXPECT_TRUE(returned);
  const std::optional<std::string> last = co_await receiver.join();
  EXPECT_EQ(last, "returned");
  auto later = c.send("named");
  auto other = coax::spawn([&c] { return c.receive(); });
  const bool named = co_await std::move(later);
  EXPECT_TRUE(named);
  const std::optional<std::string> of_name = co_await other.join();
  EXPECT_EQ(of_name, "named");
}

TEST(Channel, ItsCallsAreTasksToo) { coax::run(as_tasks()); }

coax::task<void> awaits_twice() {
  coax::channel<int> c(4);
  auto once = c.send(1);
  co_await std::move(once);
  EXPECT_THROW(co_await std::move(once), coax::misuse);
  auto made = c.receive();
  made.frame();
  EXPECT_THROW(co_await std::move(made), coax::misuse);
  EXPECT_EQ(c.try_receive(), 1);
}

TEST(Channel, ACallAwaitedTwiceIsMisuse) {
  testing::internal::CaptureStderr();
  coax::run(awaits_twice());
  EXPECT_NE(testing::internal::GetCapturedStderr().find("was dropped without an await"),
            std::string::npos)
      << "the one whose frame was made";
}

TEST(Channel, SaysThatACallWasDropped) {
  coax::channel<int> c(4);
  testing::internal::CaptureStderr();
  (void)c.send(1);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("was dropped without an await"), std::string::npos) << said;
  EXPECT_FALSE(c.try_receive().has_value());
}

coax::task<void> cancelled_before() {
  coax::channel<int> c(1);
  auto work = [&c]() -> coax::task<void> { co_await c.send(1); };
  auto never = coax::spawn(work);
  never.cancel();
  EXPECT_THROW(co_await never.join(), coax::cancelled);
  EXPECT_FALSE(c.try_receive().has_value()) << "there was room, but the task is cancelled";
}

TEST(Channel, ACancelledTaskSendsNothingThoughThereIsRoom) { coax::run(cancelled_before()); }

TEST(Queue, CanBeUsedWithoutWaiting) {
  coax::queue<int> q(1);
  EXPECT_TRUE(q.empty());
  EXPECT_TRUE(q.try_push(7));
  EXPECT_FALSE(q.try_push(8));
  EXPECT_EQ(q.size(), 1U);
  EXPECT_EQ(q.try_pop(), 7);
  EXPECT_EQ(q.try_pop(), std::nullopt);
}

} // namespace
