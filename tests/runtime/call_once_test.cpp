// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

coax::task<void> open_slowly(int &calls, int by) {
  for (int i = 0; i < 5; ++i)
    co_await coax::yield();
  calls += by;
}

coax::task<void> use(coax::once_flag &flag, int &calls) {
  co_await coax::call_once(flag, open_slowly, calls, 1);
  EXPECT_EQ(calls, 1) << "everyone waits until the call has ended";
}

coax::task<void> once() {
  coax::once_flag flag;
  int calls = 0;
  co_await coax::gather(use(flag, calls), use(flag, calls), use(flag, calls));
  co_await use(flag, calls);
}

TEST(CallOnce, CallsOnceAndEveryoneWaits) { coax::run(once()); }

coax::task<void> plain_function() {
  coax::once_flag flag;
  std::string text;
  auto append = [&text](const char *what) { text += what; };
  co_await coax::call_once(flag, append, "a");
  co_await coax::call_once(flag, append, "b");
  EXPECT_EQ(text, "a");
}

TEST(CallOnce, TakesPlainFunctionsToo) { coax::run(plain_function()); }

coax::task<void> fail_once(int &calls) {
  co_await coax::yield();
  if (++calls == 1)
    throw std::runtime_error("first");
}

coax::task<bool> failed(coax::once_flag &flag, int &calls) {
  try {
    co_await coax::call_once(flag, fail_once, calls);
  } catch (const std::runtime_error &) {
    co_return true;
  }
  co_return false;
}

coax::task<void> exceptional() {
  coax::once_flag flag;
  int calls = 0;
  auto [first, second, third] =
      co_await coax::gather(failed(flag, calls), failed(flag, calls), failed(flag, calls));
  EXPECT_TRUE(first);
  EXPECT_FALSE(second);
  EXPECT_FALSE(third);
  EXPECT_EQ(calls, 2);
}

TEST(CallOnce, AnExceptionLeavesItToTheNext) { coax::run(exceptional()); }

coax::task<void> cancelled_call() {
  coax::once_flag flag;
  int calls = 0;
  auto h = coax::spawn(use, std::ref(flag), std::ref(calls));
  co_await coax::yield();
  co_await coax::yield();
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
  EXPECT_EQ(calls, 0);
  co_await use(flag, calls);
}

TEST(CallOnce, ACancelledCallDoesNotCount) { coax::run(cancelled_call()); }

TEST(CallOnce, BetweenLoops) {
  for (int round = 0; round < 50; ++round) {
    coax::once_flag flag;
    int calls = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i)
      threads.emplace_back([&] { coax::block_on(use(flag, calls)); });
    for (std::thread &t : threads)
      t.join();
    EXPECT_EQ(calls, 1);
  }
}

} // namespace
