// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rows of core_bench: each is one function on coax and the same on its peers.
#pragma once

#include <chrono>
#include <utility>
#include <vector>

namespace core {

/// What one run of a row did.
struct sample {
  long operations = 0;
  std::chrono::nanoseconds time{};
  double nanoseconds() const {
    return static_cast<double>(time.count()) / static_cast<double>(operations);
  }
};

using run = sample (*)();

/// A library's side of every row. Order and number are the same for all libraries; null: the
/// library has nothing of that kind.
struct library {
  const char *name;
  const char *missing = nullptr; ///< why it has no rows, or null
  double aim = 1;                ///< the share of its time that coax may take
  run await_child{}, await_chain{}, yield_ring{}, spawn_join{}, spawn_join_many{}, gather{},
      timer_cancelled{}, mutex_ping_pong{}, queue{}, exception{}, cancel_sleepers{};
  /// Starts `tasks` tasks that sleep for sleep_seconds each; calls `asleep` when all do, and
  /// returns when all have woken.
  void (*sleepers)(long tasks, void (*asleep)()) = nullptr;
};

library coax_library();
/// The awaitable of Asio; missing when the benchmark was built without it.
library asio_library();
/// Python's asyncio; missing when no python3 is found.
library asyncio_library();

constexpr int chain_depth = 1000;
constexpr int ring_size = 100;
constexpr int gathered = 10'000;
constexpr int sleepers = 10'000;
constexpr int frames_thrown_through = 10;
constexpr int queue_capacity = 64;
constexpr int queued = 10'000'000;
constexpr int sleep_seconds = 10;

/// Runs `work`, which does `operations`.
template <class Work> sample measure(long operations, Work &&work) {
  const auto begin = std::chrono::steady_clock::now();
  std::forward<Work>(work)();
  return {operations, std::chrono::steady_clock::now() - begin};
}

} // namespace core
