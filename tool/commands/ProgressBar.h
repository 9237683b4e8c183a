// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One line on a terminal that says how far the work is, and is gone when the work is done.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace coax {

/// What a bar says at one moment.
struct ProgressState {
  std::string what; ///< "reading": what happens to the units
  std::size_t done = 0;
  std::size_t all = 0;
  std::size_t atStart = 0; ///< how many were done when the clock started: known from the cache
  double seconds = 0;      ///< since then
  std::string current;     ///< the unit that is at work; may be empty
};

/// The line, without an end, at most `width` columns wide: counts, a bar and an estimate of what is
/// left where there is room for them, and the end of the name of the current unit. `color`: with
/// ANSI colours, which take no columns.
std::string progressLine(const ProgressState &state, std::size_t width, bool color);

/// `mode`: "always", "never", or "auto": on a terminal that can erase a line, not under CI.
bool wantsProgress(const std::string &mode);

/// Draws on stderr. For one thread.
class ProgressBar {
public:
  /// Draws nothing unless `shown`.
  ProgressBar(bool shown, std::string what);
  /// Erases the line.
  ~ProgressBar();
  ProgressBar(const ProgressBar &) = delete;
  ProgressBar &operator=(const ProgressBar &) = delete;

  /// `current`: a unit's file, absolute; shown relative to the working directory.
  void show(std::size_t done, std::size_t all, const std::string &current);

private:
  bool shown_;
  bool color_;
  bool drawn_ = false;
  ProgressState state_;
  std::string directory_;
  std::chrono::steady_clock::time_point begin_;
};

} // namespace coax
