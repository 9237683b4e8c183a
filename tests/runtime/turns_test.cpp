// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations that never have to wait: each lets others run now and then, and each is cancelled.
#include <coax/coax.hpp>
#include <cstring>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

/// Whether a task that is ready runs while this one repeats an operation that is ready.
template <class Operation> coax::task<bool> lets_others_run(Operation ready) {
  bool others_ran = false;
  auto other = [&others_ran]() -> coax::task<void> {
    others_ran = true;
    co_return;
  };
  auto h = coax::spawn(other);
  for (int i = 0; i < 1000 && !others_ran; ++i)
    co_await ready();
  const bool in_time = others_ran;
  co_await h.join();
  co_return in_time;
}

/// How often it ends in a task that was cancelled before.
template <class Operation> coax::task<void> repeat_once_cancelled(Operation ready, int &ended) {
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
  }
  for (; ended < 3; ++ended)
    co_await ready();
}

template <class Operation> coax::task<void> expect_turns(const char *what, Operation ready) {
  const bool fair = co_await lets_others_run<Operation>(ready);
  EXPECT_TRUE(fair) << what;
  int ended = 0;
  const bool in_time =
      co_await coax::move_on_after(1ms, repeat_once_cancelled<Operation>(ready, ended));
  EXPECT_FALSE(in_time) << what;
  EXPECT_EQ(ended, 0) << what;
}

coax::task<void> locks_and_their_like() {
  static coax::mutex m;
  static coax::shared_mutex shared;
  static coax::semaphore s(1);
  static coax::event e;
  static coax::latch open(0);
  static coax::barrier<> alone(1);
  static coax::once_flag called;
  e.set();
  co_await coax::call_once(called, [] {});
  co_await expect_turns("mutex", []() -> coax::task<void> {
    co_await m.lock();
    m.unlock();
  });
  co_await expect_turns("try_lock_for", []() -> coax::task<void> {
    const bool locked = co_await m.try_lock_for(1s);
    if (locked)
      m.unlock();
  });
  co_await expect_turns("shared_mutex", []() -> coax::task<void> {
    co_await shared.lock_shared();
    shared.unlock_shared();
  });
  co_await expect_turns("semaphore", []() -> coax::task<void> {
    co_await s.acquire();
    s.release();
  });
  co_await expect_turns("event", [] { return e.wait(); });
  co_await expect_turns("latch", [] { return open.wait(); });
  co_await expect_turns("barrier", [] { return alone.arrive_and_wait(); });
  co_await expect_turns("call_once", [] { return coax::call_once(called, [] {}); });
}

TEST(Turns, LocksAndTheirLikeEndThem) { coax::run(locks_and_their_like()); }

coax::task<void> channels_and_queues() {
  static coax::queue<int> q;
  static coax::channel<int> c(1);
  co_await expect_turns("queue::push", [] { return q.push(1); });
  for (int i = 0; i < 1000; ++i)
    co_await q.push(1);
  co_await expect_turns("queue::pop", [] { return q.pop(); });
  co_await expect_turns("channel", []() -> coax::task<void> {
    co_await c.send(1);
    co_await c.receive();
  });
}

TEST(Turns, ChannelsAndQueuesEndThem) { coax::run(channels_and_queues()); }

coax::task<void> what_the_system_has_at_hand() {
  static int fd = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  static char buffer[16];
  co_await expect_turns("pread", [] { return coax::pread(fd, buffer, sizeof buffer, 0); });
  co_await expect_turns("pwrite", [] { return coax::pwrite(-1, buffer, 1, 0); });
  co_await expect_turns("waitpid", [] { return coax::waitpid(1, nullptr, 0); });
  co_await expect_turns("connect", [] { return coax::connect(-1, nullptr, 0); });
  co_await expect_turns("getaddrinfo", []() -> coax::task<void> {
    addrinfo *found = nullptr;
    co_await coax::getaddrinfo("127.0.0.1", "80", nullptr, &found);
    ::freeaddrinfo(found);
  });
  co_await expect_turns("sleep_until",
                        [] { return coax::sleep_until(std::chrono::steady_clock::now() - 1s); });
  ::close(fd);
}

TEST(Turns, WhatTheSystemHasAtHandEndsThem) { coax::run(what_the_system_has_at_hand()); }

/// Has many short lines at hand.
struct lines_at_hand {
  coax::task<std::size_t> read(void *into, std::size_t size) {
    std::memset(into, '\n', size);
    co_return size;
  }
};

coax::task<void> lines_read_ahead() {
  static lines_at_hand source;
  static coax::line_reader lines(source);
  static std::string line;
  co_await expect_turns("line_reader", [] { return lines.next(line); });
}

TEST(Turns, LinesReadAheadEndThem) { coax::run(lines_read_ahead()); }

coax::task<void> push_for_ever(coax::queue<int> &q, long &pushed) {
  while (pushed < 20'000'000) {
    co_await q.push(1);
    const auto taken = co_await q.pop();
    pushed += taken.value_or(0);
  }
}

coax::task<void> limit_what_is_always_ready() {
  coax::queue<int> q;
  long pushed = 0;
  const bool in_time = co_await coax::move_on_after(5ms, push_for_ever(q, pushed));
  EXPECT_FALSE(in_time);
}

TEST(Turns, ALimitEndsALoopThatIsAlwaysReady) { coax::run(limit_what_is_always_ready()); }

} // namespace
