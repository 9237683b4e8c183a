// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rows of a benchmark whose sides take turns: what is printed is the median of each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <sched.h>
#include <string>
#include <vector>

namespace bench {

inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

inline void pin(int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  ::sched_setaffinity(0, sizeof set, &set);
}

/// One way to do the work of a row: returns what it reached, such as operations a second.
struct side {
  std::string name;
  std::function<double()> run;
};

/// Prints a line a side, with the ratio of its median to that of the first.
inline void compare(const std::string &row, const std::vector<side> &sides, int rounds,
                    const char *unit) {
  std::vector<std::vector<double>> results(sides.size());
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < sides.size(); ++i)
      results[i].push_back(sides[i].run());
  for (std::size_t i = 0; i < sides.size(); ++i)
    std::printf("%-34s %-22s %12.0f %s %6.2f\n", row.c_str(), sides[i].name.c_str(),
                median(results[i]), unit, median(results[i]) / median(results[0]));
  std::fflush(stdout);
}

} // namespace bench
