// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <ranges>
#include <system_error>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

template <class F> auto times(int count, F f) {
  return std::views::iota(0, count) | std::views::transform(f);
}

coax::task<void> careless_increment(coax::mutex &m, int &n) {
  for (int i = 0; i < 10; ++i) {
    const coax::unique_lock lock = co_await m.scoped_lock();
    const int before = n;
    co_await coax::yield();
    n = before + 1;
  }
}

coax::task<void> exclude() {
  coax::mutex m;
  int n = 0;
  co_await coax::gather(times(20, [&](int) { return careless_increment(m, n); }));
  EXPECT_EQ(n, 200);
  EXPECT_TRUE(m.try_lock());
}

TEST(Mutex, ExcludesAcrossAwaits) { coax::run(exclude()); }

TEST(Mutex, ExcludesBetweenLoops) {
  coax::mutex m;
  int n = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round)
        coax::block_on(careless_increment(m, n));
    });
  for (std::thread &t : threads)
    t.join();
  EXPECT_EQ(n, 200);
}

coax::task<void> lock_within_a_time() {
  coax::mutex m;
  const bool at_once = co_await m.try_lock_for(0ms);
  EXPECT_TRUE(at_once);
  const bool too_late = co_await m.try_lock_for(1ms);
  EXPECT_FALSE(too_late);
  auto waiter = [&m]() -> coax::task<bool> {
    return m.try_lock_until(std::chrono::steady_clock::now() + 1h);
  };
  auto waits = coax::spawn(waiter);
  auto cancelled = coax::spawn(waiter);
  co_await coax::yield();
  cancelled.cancel();
  EXPECT_THROW(co_await cancelled.join(), coax::cancelled);
  m.unlock();
  const bool handed_over = co_await waits.join();
  EXPECT_TRUE(handed_over);
  EXPECT_FALSE(m.try_lock());
  m.unlock();
  EXPECT_TRUE(m.try_lock());
}

TEST(Mutex, IsLockedWithinATimeOrNot) { coax::run(lock_within_a_time()); }

/// What of the lock `call` fails with; empty: it does not.
template <class Call> std::error_code failure_of(Call call) {
  try {
    call();
  } catch (const std::system_error &e) {
    return e.code();
  }
  return {};
}

const auto deadlock = std::make_error_code(std::errc::resource_deadlock_would_occur);
const auto not_permitted = std::make_error_code(std::errc::operation_not_permitted);

coax::task<void> lock_what_is_owned() {
  coax::mutex m;
  {
    coax::unique_lock l = co_await m.scoped_lock();
    EXPECT_EQ(failure_of([&] { l.try_lock(); }), deadlock);
    EXPECT_THROW(co_await l.lock(), std::system_error);
    EXPECT_THROW(co_await l.try_lock_for(1ms), std::system_error);
    EXPECT_TRUE(l.owns_lock());
    EXPECT_FALSE(m.try_lock());
  }
  EXPECT_TRUE(m.try_lock());
}

TEST(UniqueLock, KeepsWhatItIsToLockAgain) { coax::run(lock_what_is_owned()); }

TEST(UniqueLock, UnlocksOnlyWhatItOwns) {
  coax::mutex m;
  ASSERT_TRUE(m.try_lock());
  coax::unique_lock deferred(m, std::defer_lock), none;
  EXPECT_EQ(failure_of([&] { deferred.unlock(); }), not_permitted);
  EXPECT_EQ(failure_of([&] { none.unlock(); }), not_permitted);
  EXPECT_EQ(failure_of([&] { none.try_lock(); }), not_permitted);
  EXPECT_EQ(failure_of([&] { coax::block_on(none.lock()); }), not_permitted);
  EXPECT_FALSE(m.try_lock());
}

TEST(UniqueLock, AssignmentUnlocksWhatWasHeld) {
  coax::mutex a, b;
  coax::unique_lock to(a, std::try_to_lock), from(b, std::try_to_lock);
  ASSERT_TRUE(to.owns_lock() && from.owns_lock());
  to = std::move(from);
  EXPECT_EQ(to.mutex(), &b);
  EXPECT_TRUE(to.owns_lock());
  EXPECT_EQ(from.mutex(), nullptr);
  EXPECT_FALSE(from.owns_lock());
  EXPECT_TRUE(a.try_lock());
  EXPECT_FALSE(b.try_lock());
}

TEST(UniqueLock, HasTheShapesOfTheOriginal) {
  coax::mutex a, b;
  ASSERT_TRUE(a.try_lock());
  coax::unique_lock one(a, std::adopt_lock), two(b, coax::defer_lock);
  swap(one, two);
  EXPECT_FALSE(one.owns_lock());
  EXPECT_TRUE(two.owns_lock());
  EXPECT_EQ(two.release(), &a);
  EXPECT_EQ(two.mutex(), nullptr);
  EXPECT_FALSE(a.try_lock());
  EXPECT_TRUE(one.try_lock());
  const coax::unique_lock taken(b, std::try_to_lock);
  EXPECT_FALSE(taken.owns_lock());
}

coax::task<void> lock_deferred_in_time() {
  coax::mutex m;
  coax::unique_lock l(m, std::defer_lock);
  const bool got = co_await l.try_lock_for(1ms);
  EXPECT_TRUE(got && l.owns_lock());
  coax::unique_lock late(m, std::defer_lock);
  const bool in_vain = co_await late.try_lock_until(std::chrono::steady_clock::now() + 1ms);
  EXPECT_FALSE(in_vain || late.owns_lock());
}

TEST(UniqueLock, IsLockedWithinATimeOrNot) { coax::run(lock_deferred_in_time()); }

coax::task<void> note_turn(coax::mutex &m, std::vector<int> &order, int i) {
  co_await m.lock();
  order.push_back(i);
  co_await coax::yield();
  m.unlock();
}

coax::task<void> fifo() {
  coax::mutex m;
  std::vector<int> order;
  co_await coax::gather(times(10, [&](int i) { return note_turn(m, order, i); }));
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST(Mutex, IsFirstComeFirstServed) { coax::run(fifo()); }

coax::task<void> cancel_waiter() {
  coax::mutex m;
  co_await m.lock();
  auto body = [&m]() -> coax::task<void> { co_await m.lock(); };
  auto h = coax::spawn(body);
  co_await coax::yield();
  h.cancel();
  bool cancelled = false;
  try {
    co_await h.join();
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  EXPECT_TRUE(cancelled);
  m.unlock();
  EXPECT_TRUE(m.try_lock()) << "the cancelled task must not own it";
}

TEST(Mutex, CancelledWaitersDoNotOwnIt) { coax::run(cancel_waiter()); }

TEST(MutexDeathTest, LockWithoutAwaitIsRefused) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  coax::mutex m;
  EXPECT_DEATH(std::lock_guard<coax::mutex> lock(m), "without co_await");
}

struct mailbox {
  coax::mutex m;
  coax::condition_variable changed;
  int letters = 0;
};

coax::task<int> consume(mailbox &box, int count) {
  coax::unique_lock lock = co_await box.m.scoped_lock();
  int taken = 0;
  while (taken < count) {
    co_await box.changed.wait(lock, [&] { return box.letters > 0; });
    --box.letters;
    ++taken;
  }
  co_return taken;
}

coax::task<void> produce(mailbox &box, int count) {
  for (int i = 0; i < count; ++i) {
    const coax::unique_lock lock = co_await box.m.scoped_lock();
    ++box.letters;
    box.changed.notify_one();
  }
}

TEST(ConditionVariable, BetweenLoops) {
  mailbox box;
  std::thread producer([&] { coax::block_on(produce(box, 500)); });
  EXPECT_EQ(coax::run(consume(box, 500)), 500);
  producer.join();
}

coax::task<void> timed() {
  mailbox box;
  coax::unique_lock lock = co_await box.m.scoped_lock();
  const auto start = std::chrono::steady_clock::now();
  const std::cv_status status = co_await box.changed.wait_for(lock, 5ms);
  EXPECT_EQ(status, std::cv_status::timeout);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 5ms);
  EXPECT_TRUE(lock.owns_lock());
  const bool came = co_await box.changed.wait_for(lock, 1ms, [&] { return box.letters > 0; });
  EXPECT_FALSE(came);
  auto producer = coax::spawn(produce, std::ref(box), 1);
  const bool now = co_await box.changed.wait_for(lock, 1h, [&] { return box.letters > 0; });
  EXPECT_TRUE(now);
  lock.unlock();
  co_await producer.join();
}

TEST(ConditionVariable, TimedWaits) { coax::run(timed()); }

coax::task<void> produce_later(mailbox &box) {
  co_await coax::sleep_for(5ms);
  co_await produce(box, 1);
}

template <class Duration> coax::task<void> wait_without_end(Duration longest) {
  mailbox box;
  coax::unique_lock lock = co_await box.m.scoped_lock();
  auto producer = coax::spawn(produce_later, std::ref(box));
  const bool came = co_await box.changed.wait_for(lock, longest, [&] { return box.letters > 0; });
  EXPECT_TRUE(came);
  lock.unlock();
  co_await producer.join();
}

TEST(ConditionVariable, WaitsForThePredicateHoweverLong) {
  coax::run(wait_without_end(std::chrono::hours::max()));
  coax::run(wait_without_end(std::chrono::seconds::max()));
  coax::run(wait_without_end(std::chrono::nanoseconds::max()));
}

coax::task<void> cancelled_wait(mailbox &box, bool &held) {
  coax::unique_lock lock = co_await box.m.scoped_lock();
  try {
    co_await box.changed.wait(lock);
  } catch (const coax::cancelled &) {
    held = lock.owns_lock();
    throw;
  }
}

coax::task<void> cancel_wait() {
  mailbox box;
  bool held = false;
  auto h = coax::spawn(cancelled_wait, std::ref(box), std::ref(held));
  co_await coax::sleep_for(1ms);
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_TRUE(held);
  EXPECT_TRUE(box.m.try_lock());
}

TEST(ConditionVariable, HoldsTheLockAlsoWhenCancelled) { coax::run(cancel_wait()); }

coax::task<void> wait_until_stopped(std::stop_token stop, mailbox &box, bool &came, bool &held) {
  coax::unique_lock lock = co_await box.m.scoped_lock();
  came = co_await box.changed.wait(lock, stop, [&] { return box.letters > 0; });
  held = lock.owns_lock();
}

coax::task<void> stop_a_wait() {
  mailbox box;
  std::stop_source source;
  bool came = true, held = false;
  auto h = coax::spawn(wait_until_stopped, source.get_token(), std::ref(box), std::ref(came),
                       std::ref(held));
  co_await coax::sleep_for(1ms);
  source.request_stop();
  co_await h.join();
  EXPECT_FALSE(came);
  EXPECT_TRUE(held);
}

TEST(ConditionVariable, AStopEndsTheWait) { coax::run(stop_a_wait()); }

coax::task<void> wait_with_a_token() {
  mailbox box;
  std::stop_source source;
  coax::unique_lock lock = co_await box.m.scoped_lock();
  const auto has_letter = [&] { return box.letters > 0; };
  const bool late = co_await box.changed.wait_for(lock, source.get_token(), 1ms, has_letter);
  EXPECT_FALSE(late);
  const bool unstoppable = co_await box.changed.wait_until(lock, std::stop_token(),
                                                           coax::clock::now() + 1ms, has_letter);
  EXPECT_FALSE(unstoppable);
  auto producer = coax::spawn(produce_later, std::ref(box));
  const bool came = co_await box.changed.wait(lock, source.get_token(), has_letter);
  EXPECT_TRUE(came);
  lock.unlock();
  co_await producer.join();
  co_await lock.lock();
  source.request_stop();
  const bool still = co_await box.changed.wait(lock, source.get_token(), has_letter);
  EXPECT_TRUE(still);
}

TEST(ConditionVariable, WaitsWithATokenAsWithout) { coax::run(wait_with_a_token()); }

TEST(ConditionVariable, AStopByAThreadIsNotMissed) {
  for (int i = 0; i < 300; ++i) {
    mailbox box;
    std::stop_source source;
    bool came = true, held = false;
    std::thread stopper([&] { source.request_stop(); });
    coax::run(wait_until_stopped(source.get_token(), box, came, held));
    stopper.join();
    EXPECT_FALSE(came);
    EXPECT_TRUE(held);
  }
}

coax::task<void> pass(coax::event &go, coax::semaphore &two, int &inside, int &most) {
  co_await go.wait();
  co_await two.acquire();
  most = std::max(most, ++inside);
  co_await coax::sleep_for(1ms);
  --inside;
  two.release();
}

coax::task<void> set_later(coax::event &go) {
  co_await coax::sleep_for(1ms);
  go.set();
}

coax::task<void> event_and_semaphore() {
  coax::event go;
  coax::semaphore two(2);
  int inside = 0, most = 0;
  auto setter = coax::spawn(set_later, std::ref(go));
  co_await coax::gather(times(10, [&](int) { return pass(go, two, inside, most); }));
  co_await setter.join();
  EXPECT_EQ(most, 2);
  EXPECT_TRUE(two.try_acquire());
  EXPECT_TRUE(two.try_acquire());
  EXPECT_FALSE(two.try_acquire());
}

TEST(Semaphore, LimitsHowManyAreInside) { coax::run(event_and_semaphore()); }

coax::task<void> release_later(coax::semaphore &s) {
  co_await coax::sleep_for(1ms);
  s.release();
}

coax::task<void> semaphore_in_time() {
  coax::semaphore s(1);
  const bool at_once = co_await s.try_acquire_for(0ms);
  EXPECT_TRUE(at_once);
  const auto start = std::chrono::steady_clock::now();
  const bool late = co_await s.try_acquire_for(3ms);
  EXPECT_FALSE(late);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 3ms);
  auto releaser = coax::spawn(release_later, std::ref(s));
  const bool in_time = co_await s.try_acquire_until(std::chrono::system_clock::now() + 1h);
  EXPECT_TRUE(in_time);
  co_await releaser.join();
  EXPECT_FALSE(s.try_acquire()) << "who gave up must not have been given one";
}

TEST(Semaphore, TimedAcquire) { coax::run(semaphore_in_time()); }

/// Each ends at once.
coax::task<void> wait_until_long_ago(coax::mutex &m, coax::condition_variable &never,
                                     coax::semaphore &none, int &ended) {
  constexpr auto long_ago = std::chrono::steady_clock::time_point::min();
  const bool acquired = co_await none.try_acquire_until(long_ago);
  ended += !acquired;
  auto lock = co_await m.scoped_lock();
  const bool locked = co_await m.try_lock_until(long_ago);
  ended += !locked;
  const std::cv_status status = co_await never.wait_until(lock, long_ago);
  ended += status == std::cv_status::timeout;
  const bool came = co_await never.wait_until(lock, long_ago, [] { return false; });
  ended += !came;
}

coax::task<void> limits_that_have_passed() {
  coax::mutex m;
  coax::condition_variable never;
  coax::semaphore none(0);
  int ended = 0;
  co_await coax::move_on_after(1s, wait_until_long_ago(m, never, none, ended));
  EXPECT_EQ(ended, 4);
}

TEST(TimedWaits, EndAtOnceWhenTheirTimeIsLongAgo) { coax::run(limits_that_have_passed()); }

coax::task<void> arrive(coax::latch &l, int &arrived) {
  ++arrived;
  co_await l.arrive_and_wait();
  EXPECT_EQ(arrived, 5);
}

coax::task<void> latch() {
  coax::latch l(5);
  int arrived = 0;
  co_await coax::gather(times(5, [&](int) { return arrive(l, arrived); }));
  EXPECT_TRUE(l.try_wait());
}

TEST(Latch, OpensWhenAllHaveArrived) { coax::run(latch()); }

/// Waits for something that another thread does, and destroys it at once.
template <class Primitive, class... Args, class Wait, class End>
void destroy_when_woken(Wait wait, End end, Args... args) {
  for (int round = 0; round < 300; ++round) {
    auto primitive = std::make_unique<Primitive>(args...);
    std::thread other([&end, p = primitive.get()] { end(*p); });
    auto body = [&]() -> coax::task<void> {
      co_await wait(*primitive);
      primitive.reset();
    };
    coax::run(body());
    other.join();
  }
}

// The thread that wakes is still in set(), count_down() or release() then.
TEST(Sync, WhoIsWokenMayDestroyWhatItWaitedFor) {
  destroy_when_woken<coax::event>([](coax::event &e) { return e.wait(); },
                                  [](coax::event &e) { e.set(); });
  destroy_when_woken<coax::latch>([](coax::latch &l) { return l.wait(); },
                                  [](coax::latch &l) { l.count_down(); }, 1);
  destroy_when_woken<coax::semaphore>([](coax::semaphore &s) { return s.acquire(); },
                                      [](coax::semaphore &s) { s.release(); }, 0);
}

coax::task<void> take_in_turn(coax::queue<int> &q, std::vector<int> &order, int i) {
  co_await q.pop();
  order.push_back(i);
}

coax::task<void> queue_order() {
  coax::queue<int> q;
  std::vector<int> order;
  auto first = coax::spawn(take_in_turn, std::ref(q), std::ref(order), 1);
  co_await coax::yield();
  co_await q.push(0);
  auto second = coax::spawn(take_in_turn, std::ref(q), std::ref(order), 2);
  co_await coax::yield();
  co_await q.push(0);
  co_await first.join();
  co_await second.join();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

TEST(Queue, IsFirstComeFirstServed) { coax::run(queue_order()); }

coax::task<long> sum_of(coax::queue<int> &q) {
  long sum = 0;
  while (const std::optional<int> n = co_await q.pop())
    sum += *n;
  co_return sum;
}

coax::task<void> fill(coax::queue<int> &q, int count) {
  for (int i = 1; i <= count; ++i)
    co_await q.push(i);
  co_await q.close();
}

coax::task<void> pipeline() {
  coax::queue<int> q(3);
  auto [sum, none] = co_await coax::gather(sum_of(q), fill(q, 1000));
  EXPECT_EQ(sum, 500'500);
  const bool accepted = co_await q.push(1);
  EXPECT_FALSE(accepted);
}

TEST(Queue, CarriesEverythingInOrderAndCloses) { coax::run(pipeline()); }

} // namespace
