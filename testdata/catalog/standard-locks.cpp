// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks: worth a word only where nothing may wait.
#include <chrono>
#include <mutex>
#include <shared_mutex>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

void mutexes(std::mutex &a, std::recursive_mutex &b, std::timed_mutex &c,
             std::recursive_timed_mutex &d) {
  a.lock();                        // expect-site: std::mutex::lock lock maybe in-context
  b.lock();                        // expect-site: std::recursive_mutex::lock lock maybe in-context
  c.lock();                        // expect-site: std::timed_mutex::lock lock maybe in-context
  d.lock();                        // expect-site: std::recursive_timed_mutex::lock lock maybe in-context
  c.try_lock_for(1s);              // expect-site: std::timed_mutex::try_lock_for lock maybe
  d.try_lock_for(1s);              // expect-site: std::recursive_timed_mutex::try_lock_for lock maybe
  c.try_lock_until(Clock::now());  // expect-site: std::timed_mutex::try_lock_until lock maybe
  d.try_lock_until(Clock::now());  // expect-site: std::recursive_timed_mutex::try_lock_until lock maybe
  c.try_lock_for(0s);
  a.try_lock();
  a.unlock();
}

void sharedMutexes(std::shared_mutex &a, std::shared_timed_mutex &b) {
  a.lock();                              // expect-site: std::shared_mutex::lock lock maybe in-context
  a.lock_shared();                       // expect-site: std::shared_mutex::lock_shared lock maybe in-context
  b.lock();                              // expect-site: std::shared_timed_mutex::lock lock maybe in-context
  b.lock_shared();                       // expect-site: std::shared_timed_mutex::lock_shared lock maybe in-context
  b.try_lock_for(1s);                    // expect-site: std::shared_timed_mutex::try_lock_for lock maybe
  b.try_lock_until(Clock::now());        // expect-site: std::shared_timed_mutex::try_lock_until lock maybe
  b.try_lock_shared_for(1s);             // expect-site: std::shared_timed_mutex::try_lock_shared_for lock maybe
  b.try_lock_shared_until(Clock::now()); // expect-site: std::shared_timed_mutex::try_lock_shared_until lock maybe
}

void guards(std::timed_mutex &m, std::shared_timed_mutex &s) {
  std::lock_guard guard(m);              // expect-site: std::lock_guard::lock_guard lock maybe in-context
  std::unique_lock unique(m);            // expect-site: std::unique_lock::unique_lock lock maybe in-context
  std::shared_lock shared(s);            // expect-site: std::shared_lock::shared_lock lock maybe in-context
  std::scoped_lock scoped(m, s);         // expect-site: std::scoped_lock::scoped_lock lock maybe in-context
  unique.lock();                         // expect-site: std::unique_lock::lock lock maybe in-context
  shared.lock();                         // expect-site: std::shared_lock::lock lock maybe in-context
  unique.try_lock_for(1s);               // expect-site: std::unique_lock::try_lock_for lock maybe
  unique.try_lock_until(Clock::now());   // expect-site: std::unique_lock::try_lock_until lock maybe
  shared.try_lock_for(1s);               // expect-site: std::shared_lock::try_lock_for lock maybe
  shared.try_lock_until(Clock::now());   // expect-site: std::shared_lock::try_lock_until lock maybe
  std::unique_lock deferred(m, std::defer_lock);
  std::unique_lock tried(m, std::try_to_lock);
  std::lock_guard adopted(m, std::adopt_lock);
  std::unique_lock patient(m, 1s);       // expect-site: std::unique_lock::unique_lock lock maybe
  std::shared_lock sharing(s, 1s);       // expect-site: std::shared_lock::shared_lock lock maybe
  std::unique_lock hasty(m, 0s);
  std::lock(m, s);                       // expect-site: std::lock lock maybe in-context
}

void once(std::once_flag &flag, void (*work)()) {
  std::call_once(flag, work); // expect-site: std::call_once lock maybe in-context
}
