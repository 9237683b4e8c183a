// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax::lock_check, which is linked to this program alone.
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <mutex>
#include <shared_mutex>
#include <thread>

namespace {

using namespace std::chrono_literals;

std::mutex plain;
std::shared_mutex shared;

coax::task<void> holds_across_an_await() {
  const std::lock_guard lock(plain);
  co_await coax::sleep_for(1ms);
}

coax::task<void> reads_across_an_await() {
  co_await coax::yield();
  const std::shared_lock lock(shared);
  co_await coax::yield();
}

coax::task<void> lets_go_before_the_await() {
  for (int i = 0; i < 100; ++i) {
    {
      const std::lock_guard first(plain);
      const std::unique_lock second(shared);
    }
    co_await coax::yield();
  }
}

coax::task<void> child_that_never_waits() { co_return; }

coax::task<void> holds_across_what_does_not_wait() {
  const std::lock_guard lock(plain);
  co_await child_that_never_waits();
}

coax::task<void> holds_a_coax_mutex(coax::mutex &m) {
  auto lock = co_await m.scoped_lock();
  co_await coax::sleep_for(1ms);
}

using LockCheckDeathTest = ::testing::Test;

TEST(LockCheckDeathTest, NamesTheAwaitAndTheLock) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(coax::run(holds_across_an_await()),
               "task 1 awaits at .*holds_across_an_await.*lock_check_test.cpp:19 while it holds a "
               "lock of the standard library, which it took at .*\\+0x");
}

TEST(LockCheckDeathTest, KnowsSharedLocks) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(coax::run(reads_across_an_await()),
               "reads_across_an_await.* while it holds a lock .* after .*lock_check_test.cpp:23");
}

TEST(LockCheck, IsSilentWhereNoTaskWaitsWithALock) {
  coax::run(lets_go_before_the_await());
  coax::run(holds_across_what_does_not_wait());
  coax::mutex m;
  coax::run(holds_a_coax_mutex(m));
}

TEST(LockCheck, TheCallerOfRunMayHoldALock) {
  const std::lock_guard lock(plain);
  coax::run(coax::sleep_for(1ms));
}

} // namespace
