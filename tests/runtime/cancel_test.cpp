// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <thread>

namespace {

using namespace std::chrono_literals;

template <class Wait> coax::task<bool> is_cancelled(Wait wait) {
  try {
    co_await wait();
  } catch (const coax::cancelled &) {
    co_return true;
  }
  co_return false;
}

/// Starts wait(), cancels it once it waits, and expects coax::cancelled.
template <class Wait> coax::task<void> expect_cancellable(const char *what, Wait wait) {
  auto h = coax::spawn(is_cancelled<Wait>, wait);
  co_await coax::sleep_for(2ms);
  h.cancel();
  const bool cancelled = co_await h.join();
  EXPECT_TRUE(cancelled) << what;
}

coax::task<void> every_wait() {
  const auto sockets = loopback::socket_pair();
  const int fd = sockets.left.get();
  const loopback::listener listener;
  const int listening = listener.socket.get();
  static char buffer[8];
  static pollfd polled[1];
  polled[0] = {fd, POLLIN, 0};
  co_await expect_cancellable("sleep_for", [] { return coax::sleep_for(1h); });
  co_await expect_cancellable("sleep", [] { return coax::sleep(3600); });
  co_await expect_cancellable("recv", [fd] { return coax::recv(fd, buffer, 8, 0); });
  co_await expect_cancellable("read", [fd] { return coax::read(fd, buffer, 8); });
  co_await expect_cancellable("accept", [=] { return coax::accept(listening, nullptr, nullptr); });
  co_await expect_cancellable("poll", [] { return coax::poll(polled, 1, -1); });
  co_await expect_cancellable("gather", [] {
    return coax::gather(coax::sleep_for(1h), coax::sleep_for(2h));
  });
}

TEST(Cancel, EndsEveryWait) { coax::run(every_wait()); }

coax::task<int> stubborn(int &caught) {
  for (; caught < 3; ++caught) {
    try {
      co_await coax::sleep_for(1h);
    } catch (...) {
    }
  }
  co_return caught;
}

coax::task<void> level_triggered() {
  int caught = 0;
  auto h = coax::spawn(stubborn, std::ref(caught));
  co_await coax::sleep_for(1ms);
  h.cancel();
  const int times = co_await h.join();
  EXPECT_EQ(times, 3);
}

TEST(Cancel, ComesAgainWhenItIsSwallowed) { coax::run(level_triggered()); }

coax::task<void> from_another_thread() {
  auto h = coax::spawn([]() -> coax::task<bool> {
    auto wait = [] { return coax::sleep_for(1h); };
    const bool ended = co_await is_cancelled(wait);
    co_return ended;
  });
  std::thread canceller([&h] { h.cancel(); });
  canceller.join();
  const bool cancelled = co_await h.join();
  EXPECT_TRUE(cancelled);
}

TEST(Cancel, FromAnotherThread) { coax::run(from_another_thread()); }

coax::task<void> parent(coax::handle<void> &child_id) {
  auto child = coax::spawn([]() -> coax::task<void> { co_await coax::sleep_for(1h); });
  co_await coax::sleep_for(1h);
  child_id = std::move(child);
}

coax::task<void> drop_while_cancelled() {
  coax::handle<void> never;
  auto h = coax::spawn(parent, std::ref(never));
  co_await coax::sleep_for(1ms);
  h.cancel();
  EXPECT_THROW(co_await h.join(), coax::cancelled);
}

// Unlike a plain drop this does not end the program.
TEST(Cancel, ReachesTheTasksWhoseHandlesItUnwinds) { coax::run(drop_while_cancelled()); }

coax::task<void> before_the_start() {
  bool ran = false;
  auto body = [&ran]() -> coax::task<void> {
    co_await coax::yield();
    ran = true;
  };
  auto h = coax::spawn(body);
  h.cancel();
  bool cancelled = false;
  try {
    co_await h.join();
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  EXPECT_TRUE(cancelled);
  EXPECT_FALSE(ran);
}

TEST(Cancel, BeforeTheStartTakesEffectAtTheFirstAwait) { coax::run(before_the_start()); }

} // namespace
