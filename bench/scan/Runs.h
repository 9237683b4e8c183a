// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that are run to be measured. Their output is thrown away.
#pragma once

#include <string>
#include <vector>

namespace coax {

struct Run {
  std::string directory;
  std::vector<std::string> arguments; ///< the first is looked up in PATH
};

/// Runs them, `jobs` at a time. Returns how many did not exit with 0.
unsigned runAll(const std::vector<Run> &runs, unsigned jobs);

/// The greatest resident memory, in MiB, that any process of these runs had, children of theirs and
/// what those left behind included. The runs follow one another. 0 if one could not be started.
double peakMebibytes(const std::vector<Run> &runs);

} // namespace coax
