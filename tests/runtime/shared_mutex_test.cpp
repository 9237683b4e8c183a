// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

/// Who is inside, checked at every entry.
struct room {
  coax::shared_mutex m;
  int readers = 0, writers = 0, most_readers = 0;
  std::string log;
};

coax::task<void> read(room &r, char name) {
  const coax::shared_lock lock = co_await r.m.scoped_lock_shared();
  r.log += name;
  r.most_readers = std::max(r.most_readers, ++r.readers);
  EXPECT_EQ(r.writers, 0);
  co_await coax::yield();
  --r.readers;
}

coax::task<void> write(room &r, char name) {
  co_await r.m.lock();
  r.log += name;
  EXPECT_EQ(++r.writers, 1);
  EXPECT_EQ(r.readers, 0);
  co_await coax::yield();
  --r.writers;
  r.m.unlock();
}

coax::task<void> in_order() {
  room r;
  co_await coax::gather(read(r, 'a'), read(r, 'b'), write(r, 'C'), read(r, 'd'), read(r, 'e'),
                        write(r, 'F'), write(r, 'G'), read(r, 'h'));
  EXPECT_EQ(r.log, "abCdeFGh");
  EXPECT_EQ(r.most_readers, 2);
  EXPECT_TRUE(r.m.try_lock());
}

TEST(SharedMutex, IsFirstComeFirstServedForBothSides) { coax::run(in_order()); }

TEST(SharedMutex, TriesRespectOwners) {
  coax::shared_mutex m;
  EXPECT_TRUE(m.try_lock_shared());
  EXPECT_TRUE(m.try_lock_shared());
  EXPECT_FALSE(m.try_lock());
  m.unlock_shared();
  m.unlock_shared();
  EXPECT_TRUE(m.try_lock());
  EXPECT_FALSE(m.try_lock());
  EXPECT_FALSE(m.try_lock_shared());
  m.unlock();
  EXPECT_TRUE(m.try_lock_shared());
}

coax::task<void> wait_to_write(coax::shared_mutex &m) {
  const coax::exclusive_lock lock = co_await m.scoped_lock();
}

coax::task<void> impatient_writer() {
  room r;
  EXPECT_TRUE(r.m.try_lock_shared());
  auto writer = coax::spawn(wait_to_write, std::ref(r.m));
  co_await coax::yield();
  auto reader = coax::spawn(read, std::ref(r), 'r');
  co_await coax::yield();
  EXPECT_EQ(r.log, "") << "it waits behind the writer";
  EXPECT_FALSE(r.m.try_lock_shared());
  writer.cancel();
  EXPECT_THROW(co_await writer.join(), coax::cancelled);
  co_await reader.join();
  EXPECT_EQ(r.log, "r");
  r.m.unlock_shared();
  EXPECT_TRUE(r.m.try_lock());
}

TEST(SharedMutex, AWriterThatGivesUpLetsReadersIn) { coax::run(impatient_writer()); }

coax::task<void> count_up(coax::shared_mutex &m, long &n, int times) {
  for (int i = 0; i < times; ++i) {
    {
      const coax::exclusive_lock lock = co_await m.scoped_lock();
      ++n;
    }
    const coax::shared_lock lock = co_await m.scoped_lock_shared();
    EXPECT_GT(n, 0);
  }
}

TEST(SharedMutex, ExcludesBetweenLoops) {
  coax::shared_mutex m;
  long n = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] { coax::block_on(count_up(m, n, 300)); });
  for (std::thread &t : threads)
    t.join();
  EXPECT_EQ(n, 900);
}

coax::task<void> locks_move() {
  coax::shared_mutex m;
  coax::shared_lock outer;
  EXPECT_FALSE(outer);
  {
    coax::shared_lock inner = co_await m.scoped_lock_shared();
    outer = std::move(inner);
    EXPECT_FALSE(inner.owns_lock());
  }
  EXPECT_TRUE(outer.owns_lock());
  EXPECT_EQ(outer.mutex(), &m);
  EXPECT_FALSE(m.try_lock());
  outer.unlock();
  EXPECT_TRUE(m.try_lock());
}

TEST(SharedMutex, LocksCanBeMoved) { coax::run(locks_move()); }

coax::task<void> locked_within_a_time() {
  coax::shared_mutex m;
  const bool shared = co_await m.try_lock_shared_for(0ms);
  EXPECT_TRUE(shared);
  const bool too_late = co_await m.try_lock_for(1ms);
  EXPECT_FALSE(too_late);
  const bool again = co_await m.try_lock_shared_until(std::chrono::steady_clock::now() + 1h);
  EXPECT_TRUE(again);
  auto writer = [&m]() -> coax::task<bool> { return m.try_lock_for(2ms); };
  auto reader = [&m]() -> coax::task<bool> { return m.try_lock_shared_for(1h); };
  const auto [wrote, read] = co_await coax::gather(writer(), reader());
  EXPECT_FALSE(wrote);
  EXPECT_TRUE(read) << "the writer has gone, with whom the reader waited";
  for (int i = 0; i < 3; ++i)
    m.unlock_shared();
  const bool alone = co_await m.try_lock_until(std::chrono::steady_clock::now());
  EXPECT_TRUE(alone);
}

TEST(SharedMutex, IsLockedWithinATimeOrNot) { coax::run(locked_within_a_time()); }

coax::task<void> locks_like_the_originals() {
  coax::shared_mutex a, b;
  coax::exclusive_lock held = co_await a.scoped_lock();
  coax::exclusive_lock other = co_await b.scoped_lock();
  EXPECT_THROW(held.try_lock(), std::system_error);
  held = std::move(other);
  EXPECT_TRUE(a.try_lock_shared());
  EXPECT_FALSE(b.try_lock_shared());
  coax::shared_lock share(a, std::defer_lock);
  EXPECT_THROW(share.unlock(), std::system_error);
  co_await share.lock();
  EXPECT_THROW(co_await share.lock(), std::system_error);
  EXPECT_TRUE(share.owns_lock());
  share.unlock();
  EXPECT_EQ(share.mutex(), &a);
  const bool got = co_await share.try_lock_for(1ms);
  EXPECT_TRUE(got);
  EXPECT_EQ(share.release(), &a);
}

TEST(SharedMutex, LocksFailAsTheOriginalsDo) { coax::run(locks_like_the_originals()); }

TEST(SharedMutexDeathTest, LockWithoutAwaitIsRefused) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  coax::shared_mutex m;
  EXPECT_DEATH((void)m.lock_shared(), "without co_await");
}

} // namespace
