// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Waits that cannot be armed for want of memory. A program of its own, as it replaces operator new.
#include "loopback.h"

#include <coax/coax.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <new>
#include <poll.h>

namespace {

/// Allocations of this thread of so many bytes and more fail. Frames and tasks are smaller; the
/// tables of a loop are larger.
thread_local std::size_t refused_from = SIZE_MAX;

class no_memory_for_tables {
public:
  no_memory_for_tables() { refused_from = 1024; }
  ~no_memory_for_tables() { refused_from = SIZE_MAX; }
};

} // namespace

void *operator new(std::size_t bytes) {
  if (bytes < refused_from)
    if (void *at = std::malloc(bytes))
      return at;
  throw std::bad_alloc();
}
void operator delete(void *at) noexcept { std::free(at); }
void operator delete(void *at, std::size_t) noexcept { std::free(at); }

namespace {

using namespace std::chrono_literals;

/// Calls `operation` where there is no memory; whether that has thrown std::bad_alloc.
template <class Operation> coax::task<bool> runs_out(Operation operation) {
  const no_memory_for_tables none;
  try {
    co_await operation();
  } catch (const std::bad_alloc &) {
    co_return true;
  }
  co_return false;
}

/// A pipe whose left end has a number for which the loop has no entry yet.
loopback::pair far_pipe() {
  auto pipe = loopback::pipe_pair();
  pipe.left = loopback::descriptor(::fcntl(pipe.left.get(), F_DUPFD, 900));
  return pipe;
}

coax::task<void> reads() {
  const auto pipe = far_pipe();
  char byte = 0;
  int error = 0;
  {
    const no_memory_for_tables none;
    const ssize_t n = co_await coax::read(pipe.left.get(), &byte, 1);
    error = n < 0 ? errno : 0;
  }
  EXPECT_EQ(error, ENOMEM);
  auto write = [&pipe] { ::write(pipe.right.get(), "x", 1); };
  auto writes = coax::spawn(write);
  const ssize_t n = co_await coax::read(pipe.left.get(), &byte, 1);
  EXPECT_EQ(n, 1);
  co_await writes.join();
}

TEST(OutOfMemory, ReadFailsWithENOMEM) { coax::run(reads()); }

coax::task<void> polls() {
  const auto pipe = far_pipe();
  pollfd one{pipe.left.get(), POLLIN, 0};
  int ready = 0, error = 0;
  {
    const no_memory_for_tables none;
    ready = co_await coax::poll(&one, 1, -1);
    error = errno;
  }
  EXPECT_EQ(ready, -1);
  EXPECT_EQ(error, ENOMEM);
}

TEST(OutOfMemory, PollFailsWithENOMEM) { coax::run(polls()); }

coax::task<void> note(bool &begun) {
  begun = true;
  co_await coax::yield();
}

coax::task<void> limits() {
  bool begun = false;
  auto limited = [&begun] { return coax::timeout(10h, note(begun)); };
  const bool thrown = co_await runs_out(limited);
  EXPECT_TRUE(thrown);
  co_await coax::sleep_for(1ms);
  EXPECT_FALSE(begun);
}

TEST(OutOfMemory, TimeoutStartsNothing) { coax::run(limits()); }

coax::task<void> locks() {
  coax::mutex lock;
  co_await lock.lock();
  auto try_lock = [&lock] { return lock.try_lock_for(10h); };
  const bool thrown = co_await runs_out(try_lock);
  EXPECT_TRUE(thrown);
  lock.unlock(); // to nobody
  const bool locked = co_await lock.try_lock_for(1ms);
  EXPECT_TRUE(locked);
  lock.unlock();
}

TEST(OutOfMemory, ATimedLockIsNotLeftInTheQueue) { coax::run(locks()); }

coax::task<void> sleep_and_go_on(bool &thrown) {
  auto long_sleep = [] { return coax::sleep_until(coax::clock::now() + 10h); };
  thrown = co_await runs_out(long_sleep);
  co_await coax::sleep_for(1ms);
}

coax::task<void> sleeps() {
  bool thrown = false;
  auto sleeper = coax::spawn(sleep_and_go_on, std::ref(thrown));
  co_await sleeper.join();
  EXPECT_TRUE(thrown);
}

TEST(OutOfMemory, ASleepThrows) { coax::run(sleeps()); }

} // namespace
