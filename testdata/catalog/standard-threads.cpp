// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads, futures and what they wait for.
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <semaphore>
#include <thread>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

void work();

void sleeps(std::chrono::milliseconds delay) {
  std::this_thread::sleep_for(delay);             // expect-site: std::this_thread::sleep_for sleep
  std::this_thread::sleep_until(Clock::now() + delay); // expect-site: std::this_thread::sleep_until sleep
  std::this_thread::sleep_for(0ms);
  std::this_thread::yield();
}

void threads(std::thread &thread) {
  std::thread other(work); // expect-role: std::thread::thread starts-thread
  thread.join();           // expect-site: std::thread::join wait
  other.detach();
}

void joiningThreads() {
  std::jthread first(work);       // expect-role: std::jthread::jthread starts-thread
  first.join();                   // expect-site: std::jthread::join wait
  first = std::jthread(work);     // expect-role: std::jthread::jthread starts-thread // expect-site: std::jthread::operator= wait maybe // expect-site: std::jthread::~jthread wait maybe
} // expect-site: std::jthread::~jthread wait maybe

void futures(std::future<int> &future, std::shared_future<int> &shared) {
  future.get();                    // expect-site: std::future::get wait
  future.wait();                   // expect-site: std::future::wait wait
  future.wait_for(10ms);           // expect-site: std::future::wait_for wait
  future.wait_until(Clock::now()); // expect-site: std::future::wait_until wait
  shared.get();                    // expect-site: std::shared_future::get wait
  shared.wait();                   // expect-site: std::future::wait wait
  future.wait_for(0s);
  future.valid();
}

void shares(std::future<int> &future) {
  std::shared_future<int> shared = future.share();
} // expect-site: std::shared_future::~shared_future wait maybe in-context

void launches() {
  auto a = std::async(work);                       // expect-role: std::async offloads
  auto b = std::async(std::launch::async, work);   // expect-role: std::async offloads
  auto c = std::async(std::launch::deferred, work);
  std::async(work);                                // expect-role: std::async offloads // expect-site: std::future::~future wait maybe in-context
  a = std::async(work);                            // expect-role: std::async offloads
} // expect-site: std::future::~future wait maybe in-context

void conditions(std::condition_variable &one, std::condition_variable_any &any,
                std::unique_lock<std::mutex> &lock) {
  one.wait(lock);                            // expect-site: std::condition_variable::wait wait
  one.wait(lock, [] { return true; });       // expect-site: std::condition_variable::wait wait
  one.wait_for(lock, 1s);                    // expect-site: std::condition_variable::wait_for wait
  one.wait_until(lock, Clock::now());        // expect-site: std::condition_variable::wait_until wait
  any.wait(lock);                            // expect-site: std::condition_variable_any::wait wait
  any.wait_for(lock, 1s);                    // expect-site: std::condition_variable_any::wait_for wait
  any.wait_until(lock, Clock::now());        // expect-site: std::condition_variable_any::wait_until wait
  one.wait_for(lock, 0s);
  one.notify_all();
}

void meetings(std::latch &latch, std::barrier<> &barrier, std::counting_semaphore<> &semaphore) {
  latch.wait();                              // expect-site: std::latch::wait wait
  latch.arrive_and_wait();                   // expect-site: std::latch::arrive_and_wait wait
  barrier.arrive_and_wait();                 // expect-site: std::barrier::arrive_and_wait wait
  barrier.wait(barrier.arrive());            // expect-site: std::barrier::wait wait
  semaphore.acquire();                       // expect-site: std::counting_semaphore::acquire wait
  semaphore.try_acquire_for(1s);             // expect-site: std::counting_semaphore::try_acquire_for wait
  semaphore.try_acquire_until(Clock::now()); // expect-site: std::counting_semaphore::try_acquire_until wait
  semaphore.try_acquire();
  latch.count_down();
}

void atomics(std::atomic<int> &number, std::atomic_flag &flag) {
  number.wait(0);                                       // expect-site: std::atomic::wait wait
  flag.wait(false);                                     // expect-site: std::atomic_flag::wait wait
  std::atomic_wait(&number, 0);                         // expect-site: std::atomic_wait wait
  std::atomic_wait_explicit(&number, 0, std::memory_order_acquire); // expect-site: std::atomic_wait_explicit wait
  number.load();
}
