// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locks that are made with a patience.
#include <chrono>
#include <mutex>
#include <shared_mutex>

std::timed_mutex timed;
std::shared_timed_mutex shared;
constexpr std::chrono::milliseconds none(0);

void waits() {
  std::unique_lock held(timed, std::chrono::seconds(1)); // expect-finding: blocking-lock
  std::shared_lock also(shared, std::chrono::steady_clock::now()); // expect-finding: blocking-lock
}

void asks() {
  std::unique_lock held(timed, std::chrono::seconds(0));
  std::unique_lock also(timed, none);
  if (timed.try_lock_for(none))
    timed.unlock();
}
