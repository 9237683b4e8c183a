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
#include <set>
#include <string>

namespace coax {

/// The baseline that accepts all unsuppressed findings of the report. Sorted by file and rule, so
/// that it merges well.
std::string renderBaseline(const Report &report);

/// The fingerprints in the text of a baseline. Fails with "NAME:LINE: what is wrong".
llvm::Expected<std::set<std::string>> parseBaseline(std::string_view text, const std::string &name);

/// Marks every finding as "new" or "unchanged". Returns how many fingerprints no finding has any
/// more: they were fixed.
std::size_t applyBaseline(Report &report, const std::set<std::string> &fingerprints);

} // namespace coax
