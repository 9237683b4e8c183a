// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loop in a testing::run() is put on: it says what time it is, in which order tasks run, and
// which operations fail.
#pragma once

#include "timer_queue.h"
#include "virtual_time.h"

#include <atomic>
#include <coax/detail/leaf.hpp>
#include <coax/testing.hpp>
#include <string>
#include <unordered_set>
#include <vector>

namespace coax::detail {

/// Numbers that are the same with every compiler and library. Source: Vigna, SplitMix64.
class random_numbers {
public:
  explicit random_numbers(std::uint64_t seed) noexcept : state_(seed) {}
  std::uint64_t next() noexcept;
  /// Less than `end`, which is not 0.
  std::uint64_t below(std::uint64_t end) noexcept { return next() % end; }
  bool happens(double chance) noexcept {
    return chance > 0 && static_cast<double>(next() >> 11) * 0x1p-53 < chance;
  }

private:
  std::uint64_t state_;
};

class advance_wait;

/// Of one thread, whose operations find it by `bench_here`. The loop takes it when it is made.
class test_bench {
public:
  explicit test_bench(const testing::options &how);
  ~test_bench();
  test_bench(const test_bench &) = delete;
  test_bench &operator=(const test_bench &) = delete;

  instant time() const noexcept { return time_.load(std::memory_order_relaxed); }
  const testing::options &how() const noexcept { return how_; }

  /// The jobs that are ready now are what runs before the next look at timers and descriptors:
  /// shuffles them, sets how many they are, and how many operations may end without a wait.
  void begin_turn(job *&first, job **&last, int &jobs, int &operations) noexcept;

  /// Nothing is ready: lets time go on if it may. Until when the loop is to sleep, by a clock that
  /// shows time() now and then goes on as the real one.
  instant rest(loop &l);

  /// See faults.h.
  int inject(testing::operation what, int fd, std::size_t &size, bool may_wait) noexcept;
  std::uint64_t faults_injected() const noexcept { return faults_injected_; }

  void add(advance_wait &w) noexcept;
  void remove(advance_wait &w) noexcept;

  /// Why the run was given up; empty: it was not.
  const std::string &stuck() const noexcept { return stuck_; }

private:
  bool go_on(loop &l);
  void set_time(instant at) noexcept { time_.store(at, std::memory_order_relaxed); }
  void give_up(loop &l, const char *reason);
  testing::fault by_chance(const testing::attempt &a, bool may_wait) noexcept;
  int error_by_chance(const testing::attempt &a, bool may_wait) noexcept;

  const testing::options how_;
  random_numbers order_, chance_;
  std::atomic<instant> time_;
  instant idle_since_ = 0; ///< real time; 0: something has run since
  std::vector<job *> ready_;
  advance_wait *first_advance_ = nullptr;
  std::uint64_t attempts_ = 0, faults_injected_ = 0;
  std::unordered_set<int> spared_; ///< descriptors on which the next attempt does not fail
  std::string stuck_;
};

/// Waits until time has gone on by `ns` and everything is at rest.
class advance_wait final : public leaf<advance_wait> {
public:
  advance_wait(test_bench &bench, std::int64_t ns) noexcept : bench_(bench), until_(after(ns)) {}
  ~advance_wait() { drop(); }
  bool arm() noexcept {
    bench_.add(*this);
    return true;
  }
  void disarm() noexcept { bench_.remove(*this); }

private:
  friend test_bench;
  void end() noexcept {
    disarm();
    wake();
  }
  const char *what() const noexcept override { return "advance"; }

  test_bench &bench_;
  instant until_;
  advance_wait *next_ = nullptr;
};

} // namespace coax::detail
