// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Samples all threads of a process, and of the processes it starts, from outside: no signal, no
// ptrace, no code in the target. Ticks come at exponentially distributed intervals, so that no
// period of the target can hide from them. Linux only.
#pragma once

#include "tool/profiler/Recording.h"
#include "tool/profiler/ThreadSampler.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <random>

namespace coax::profiler {

struct SamplerOptions {
  double rate = 100;                   ///< ticks a second, on average
  std::optional<Nanoseconds> duration; ///< stop after this time; nothing: when the target ends
  double cpuBudget = 0.1;              ///< of one CPU; the rate is lowered to stay below it
  bool children = true;                ///< follow processes that the target starts
};

/// Time of the next tick. Intervals are exponentially distributed.
class TickClock {
public:
  TickClock(double rate, Nanoseconds start);

  /// Moves on to the tick after this one. Ticks that are past already are not made up for: their
  /// number is not known and their samples would be one. Returns true if the tick that begins at
  /// `now` is more than one mean interval late.
  bool advance(Nanoseconds now);

  Nanoseconds next() const { return next_; }
  double rate() const { return 1e9 / mean_; }
  void setRate(double rate) { mean_ = 1e9 / rate; }

private:
  double mean_; ///< nanoseconds
  Nanoseconds next_;
  std::mt19937_64 random_{std::random_device{}()};
};

/// The rate at which sampling stays within a share of one CPU, by what the last ticks have cost.
class TickBudget {
public:
  /// `share`: of one CPU. `fastest`: ticks a second, never to be exceeded.
  TickBudget(double share, double fastest) : share_(share), fastest_(fastest) {}

  /// A tick has taken `cpu` of processor time. Returns the rate that holds from now on, at least
  /// `slowest` unless the fastest is lower. The first tick, which opens what the others read, says
  /// nothing of the next.
  double rateAfter(Nanoseconds cpu);

  static constexpr double slowest = 5; ///< ticks a second

private:
  double share_, fastest_;
  double meanCost_ = -1; ///< nanoseconds, of the latest ticks; negative: none is known
  bool started_ = false;
};

class Sampler {
public:
  Sampler(SamplerOptions options, ImageCache &images);
  ~Sampler();

  /// Samples until the process has ended, the duration is over or `stop` is set. Blocks. Children
  /// that outlive the process are left alone.
  void run(pid_t process, const std::atomic<bool> &stop);

  /// What was collected. Call once, after run().
  Recording take() { return std::move(recording_); }

private:
  struct Target; ///< one process

  void tick();
  void sampleTarget(Target &target);
  void rescan(Target &target, bool thorough);
  void findChildren(Target &target);
  void addProcess(pid_t process);

  SamplerOptions options_;
  ImageCache &images_;
  CodeReader code_;
  Unwinder unwinder_{code_};
  Recording recording_;
  std::map<pid_t, std::unique_ptr<Target>> targets_;
  TickClock clock_;
  TickBudget budget_;
  Nanoseconds lastThorough_ = 0;
};

} // namespace coax::profiler
