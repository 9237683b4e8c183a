// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads that wait for each other, in every way the standard library has.
#include "Check.h"

#include <atomic>
#include <barrier>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace {

class Queue {
public:
  void push(int value) {
    std::lock_guard lock(mutex_);
    values_.push_back(value);
    filled_.notify_one();
  }

  int pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return !values_.empty(); });
    int value = values_.back();
    values_.pop_back();
    return value;
  }

  bool popFor(std::chrono::milliseconds limit) {
    std::unique_lock<std::mutex> lock(mutex_);
    return filled_.wait_for(lock, limit, [this] { return !values_.empty(); });
  }

private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::vector<int> values_;
};

struct Worker {
  std::thread thread;
  ~Worker() {
    if (thread.joinable())
      thread.join();
  }
};

void queues() {
  Queue queue;
  Worker worker{std::thread([&] {
    std::this_thread::sleep_for(20ms);
    queue.push(1);
  })};
  CHECK(queue.pop() == 1);
  CHECK(!queue.popFor(5ms));
}

void futures() {
  std::future<int> number = std::async(std::launch::async, [] {
    std::this_thread::sleep_until(std::chrono::steady_clock::now() + 10ms);
    return 3;
  });
  CHECK(number.wait_for(1ms) == std::future_status::timeout);
  number.wait();
  CHECK(number.get() == 3);
  std::promise<void> promise;
  std::shared_future<void> done = promise.get_future().share();
  std::jthread setter([&] {
    std::this_thread::sleep_for(5ms);
    promise.set_value();
  });
  done.get();
  static_cast<void>(std::async(std::launch::async, [] { std::this_thread::sleep_for(5ms); }));
  std::packaged_task<int()> task([] { return 5; });
  std::future<int> result = task.get_future();
  std::thread(std::move(task)).detach();
  CHECK(result.get() == 5);
}

void meetings() {
  std::latch ready(1);
  std::barrier meeting(2);
  std::binary_semaphore permit(0);
  std::atomic<int> stage = 0;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    std::this_thread::sleep_for(10ms);
    ready.count_down();
    meeting.arrive_and_wait();
    std::this_thread::sleep_for(10ms);
    permit.release();
    std::this_thread::sleep_for(10ms);
    stage = 1;
    stage.notify_all();
  });
  ready.wait();
  meeting.arrive_and_wait();
  permit.acquire();
  stage.wait(0);
  CHECK(!permit.try_acquire_for(2ms));
  for (auto &thread : threads)
    thread.join();
}

std::mutex first, second;
std::shared_mutex readers;
std::timed_mutex timed;
std::once_flag once;

void locks() {
  std::jthread holder([] {
    std::scoped_lock both(first, second);
    std::unique_lock writer(readers);
    std::this_thread::sleep_for(20ms);
  });
  std::this_thread::sleep_for(5ms);
  { std::scoped_lock both(first, second); }
  { std::shared_lock reader(readers); }
  first.lock();
  first.unlock();
  std::call_once(once, [] { std::this_thread::sleep_for(1ms); });
  CHECK(timed.try_lock_for(1ms));
  std::jthread other([] { CHECK(!timed.try_lock_for(2ms)); });
}

} // namespace

int main() {
  queues();
  futures();
  meetings();
  locks();
}
