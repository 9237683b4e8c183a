// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Profile ⇒ text for people, and the exchange formats of other viewers. No IO, cannot fail.
#pragma once

#include "analyzers/model/Profile.h"
#include "analyzers/profile/Diff.h"
#include "analyzers/profile/Join.h"

#include <optional>
#include <string>
#include <vector>

namespace coax::profiler {

/// What a report shows beside the profile.
struct ReportContext {
  std::string root; ///< paths below it are shown relative to it; empty: none
  std::optional<std::vector<Finding>> findings; ///< joined with the profile if given
};

/// Blocked time by thread, by function, by line; the join with the findings; how good the data is.
std::string reportText(const Profile &profile, const ReportContext &context);

/// The profile's JSON with "totals" and, if there are findings, "sites" added (docs/profile.md).
std::string reportJson(const Profile &profile, const ReportContext &context);

/// One line a stack: "thread;outermost;…;innermost;[syscall] MICROSECONDS". Parked time is left
/// out. Source: Brendan Gregg's stackcollapse format.
std::string reportFolded(const Profile &profile);

/// One speedscope profile a thread. Source: speedscope's file-format-spec.ts.
std::string reportSpeedscope(const Profile &profile);

/// One line a site, then the totals of both.
std::string diffText(const Profile &before, const Profile &after, const ReportContext &context);

/// {"sites": […], "before": totals, "after": totals}
std::string diffJson(const Profile &before, const Profile &after);

} // namespace coax::profiler
