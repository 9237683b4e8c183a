// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings that a project has agreed to live with: a file of fingerprints. A finding that is in it
// is marked, not dropped.
//
//   { "version": 1,
//     "findings": [ { "fingerprint": "9f…", "rule": "blocking-sleep", "file": "src/a.cpp",
//                     "function": "ns::worker(int)" } ] }
//
// Only the fingerprint counts; the rest is there for people who read the difference.
#pragma once

#include "tool/report/Report.h"

#include <llvm/Support/Error.h>

#include <cstddef>
#include <string>
#include <vector>

namespace coax {

struct BaselineEntry {
  std::string fingerprint;
  std::string rule;
  std::string file; ///< as reports show it: relative to the project's root
  std::string function;

  auto operator<=>(const BaselineEntry &) const = default;
};

using Baseline = std::vector<BaselineEntry>;

/// The baseline that accepts all unsuppressed findings of the report.
Baseline baselineOf(const Report &report);

/// `baseline` and what only `older` has: after a scan of a part of the project, nothing tells
/// whether the rest of it is fixed.
Baseline joined(Baseline baseline, const Baseline &older);

/// Sorted by file and rule, so that it merges well.
std::string renderBaseline(Baseline baseline);

/// Fails with "NAME:LINE: what is wrong" or, where the JSON is well-formed, "NAME: what is wrong".
llvm::Expected<Baseline> parseBaseline(std::string_view text, const std::string &name);

/// Marks every finding as "new" or "unchanged". Returns how many entries no finding has any more:
/// they were fixed, or are of a part of the project that was not scanned.
std::size_t applyBaseline(Report &report, const Baseline &baseline);

} // namespace coax
