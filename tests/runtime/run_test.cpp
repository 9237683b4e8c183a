// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "free_descriptor.h"

#include <atomic>
#include <coax/offload.hpp>
#include <coax/run.hpp>
#include <coax/spawn.hpp>
#include <coax/time.hpp>
#include <gtest/gtest.h>
#include <mutex>
#include <string>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

coax::task<int> program(int argc, char **argv) {
  co_await coax::sleep_for(1ms);
  co_return argc + (argv ? 1 : 0);
}

TEST(Run, ReturnsTheValueOfMain) {
  char *argv[] = {nullptr};
  EXPECT_EQ(coax::run(program(3, argv)), 4);
  EXPECT_EQ(coax::run(program, 3, nullptr), 3);
}

TEST(Run, CanBeCalledAgain) {
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(coax::run(program(i, nullptr)), i);
}

/// While it lives, `room` descriptors can be opened.
class descriptor_limit {
public:
  explicit descriptor_limit(int room) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit few = before_;
    few.rlim_cur = static_cast<rlim_t>(lowest_free_descriptor() + room);
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  descriptor_limit(const descriptor_limit &) = delete;
  ~descriptor_limit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
  rlimit before_;
};

bool runs_with_room_for(int descriptors, unsigned loops) {
  const descriptor_limit limit(descriptors);
  try {
    coax::run({.loops = loops}, program(1, nullptr));
  } catch (const std::system_error &e) {
    EXPECT_EQ(e.code(), std::errc::too_many_files_open);
    return false;
  }
  return true;
}

TEST(Run, KeepsNoDescriptorWhenThereAreTooFew) {
  for (const unsigned loops : {1U, 2U}) {
    coax::run({.loops = loops}, program(1, nullptr)); // what is opened once
    const int before = lowest_free_descriptor();
    int room = 0;
    while (!runs_with_room_for(room, loops)) {
      EXPECT_EQ(lowest_free_descriptor(), before) << "with room for " << room;
      ASSERT_LT(++room, 20);
    }
    EXPECT_GT(room, 0);
    EXPECT_EQ(lowest_free_descriptor(), before);
  }
}

coax::task<void> throwing() {
  co_await coax::sleep_for(1ms);
  throw std::out_of_range("gone");
}

TEST(Run, RethrowsWhatLeavesMain) { EXPECT_THROW(coax::run(throwing()), std::out_of_range); }

template <class Call> std::string misuse_message(Call call) {
  try {
    call();
  } catch (const coax::misuse &e) {
    return e.what();
  }
  return "no misuse";
}

coax::task<void> nest() {
  co_await coax::yield();
  const std::string run = misuse_message([] { coax::run(program(1, nullptr)); });
  EXPECT_NE(run.find("coax::run called at "), std::string::npos) << run;
  EXPECT_NE(run.find("run_test.cpp:" + std::to_string(__LINE__ - 2)), std::string::npos) << run;
  EXPECT_NE(run.find("on the thread of a running loop"), std::string::npos) << run;
  EXPECT_NE(run.find("run_test.cpp:" + std::to_string(__LINE__ - 5)), std::string::npos) << run;
  const std::string block = misuse_message([] { coax::block_on(program(1, nullptr)); });
  EXPECT_NE(block.find("coax::block_on called at "), std::string::npos) << block;
  EXPECT_NE(block.find("run_test.cpp:" + std::to_string(__LINE__ - 2)), std::string::npos) << block;
}

TEST(Run, RefusesToNestAndSaysWhere) { coax::run(nest()); }

struct says_goodbye {
  explicit says_goodbye(std::atomic<int> &n) : count(&n) {}
  ~says_goodbye() { ++*count; }
  std::atomic<int> *count;
};

coax::task<void> wait_forever(std::atomic<int> &destroyed, std::atomic<int> &caught) {
  const says_goodbye inside(destroyed);
  try {
    co_await coax::sleep_for(24h);
  } catch (...) {
    ++caught;
  }
}

coax::task<void> leave_two_behind(std::atomic<int> &destroyed, std::atomic<int> &caught) {
  coax::spawn(wait_forever, std::ref(destroyed), std::ref(caught)).detach();
  coax::spawn(wait_forever, std::ref(destroyed), std::ref(caught)).detach();
  co_await coax::sleep_for(1ms);
}

TEST(Run, DestroysDetachedTasksAtItsEndWithoutThrowingIntoThem) {
  std::atomic<int> destroyed{0}, caught{0};
  coax::run(leave_two_behind(destroyed, caught));
  EXPECT_EQ(destroyed, 2);
  EXPECT_EQ(caught, 0);
}

std::mutex held_up;

coax::task<void> blocked_on_a_thread(std::atomic<int> &started) {
  auto wait = [&started] {
    ++started;
    const std::lock_guard lock(held_up);
  };
  co_await coax::offload(wait);
}

coax::task<void> leave_thread_work(std::atomic<int> &started) {
  coax::spawn(blocked_on_a_thread, std::ref(started)).detach();
  while (started == 0)
    co_await coax::sleep_for(1ms);
}

// The thread still uses the frame, so the frame has to stay; run() does not wait for it.
TEST(Run, LeavesTasksAloneThatWaitForAThread) {
  static std::atomic<int> started{0};
  const std::lock_guard lock(held_up);
  started = 0;
  coax::run(leave_thread_work(started));
  EXPECT_EQ(started, 1);
}

TEST(BlockOn, RunsOnTheCallingThread) {
  auto this_thread = []() -> coax::task<std::thread::id> {
    co_await coax::sleep_for(1ms);
    co_return std::this_thread::get_id();
  };
  EXPECT_EQ(coax::block_on(this_thread()), std::this_thread::get_id());
}

TEST(BlockOn, WorksOnManyThreadsAtOnce) {
  std::atomic<int> sum{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&sum, i] { sum += coax::block_on(program(i, nullptr)); });
  for (std::thread &t : threads)
    t.join();
  EXPECT_EQ(sum, 28);
}

coax::task<void> set_later(std::atomic<bool> &flag) {
  co_await coax::sleep_for(20ms);
  flag = true;
}

coax::task<void> start_and_leave(std::atomic<bool> &flag) {
  coax::spawn(set_later, std::ref(flag)).detach();
  co_return;
}

TEST(BlockOn, WhatItLeavesDetachedGoesOn) {
  static std::atomic<bool> flag{false};
  coax::block_on(start_and_leave(flag));
  while (!flag)
    std::this_thread::sleep_for(1ms);
}

coax::task<void> bridge_from_a_pool_thread(int &result) {
  auto synchronous = [] { return coax::block_on(program(5, nullptr)); };
  result = co_await coax::offload(synchronous);
}

TEST(BlockOn, IsAllowedInsideOffload) {
  int result = 0;
  coax::run(bridge_from_a_pool_thread(result));
  EXPECT_EQ(result, 5);
}

} // namespace
