// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Profile ⋈ findings: which of the blocking calls that the analysis found were seen to block, which
// were not, and which waits it missed. Pure: no IO, cannot fail.
#pragma once

#include "analyzers/model/Finding.h"
#include "analyzers/profile/Sites.h"

#include <optional>
#include <vector>

namespace coax {

enum class SiteStatus {
  Confirmed, ///< a finding, and a thread waited there
  Missed,    ///< a thread waited in user code that no finding covers
  Cold,      ///< a finding at which no wait was seen: not executed, or shorter than a tick
  Idle,      ///< an event loop without events or a pool thread without work
};

std::string_view nameOf(SiteStatus status); ///< "CONFIRMED", …

struct MeasuredSite {
  SiteStatus status = SiteStatus::Cold;
  std::optional<std::size_t> finding; ///< index into the findings
  Site site;                          ///< of a finding without a wait: what the finding says
  bool byLineOnly = false; ///< the callee is not on the stack (tail call): the line alone matched
  WaitKind wait = WaitKind::Other; ///< of the longest total
  std::int64_t totalNs = 0;        ///< on all threads together
  std::int64_t offloadedNs = 0;    ///< the part of it that was on pool threads
  std::int64_t longestNs = 0;
  std::uint64_t waits = 0;
  std::size_t threads = 0;
  std::optional<std::size_t> stack; ///< index of the stack with most of the time
};

/// One entry for each finding that is not suppressed, and one for each site without a finding.
/// A wait counts for every finding on its stack, so that a finding at an awaited or called function
/// shows its time too; times of different entries must not be added up. Waits outside of user code
/// have no entry, except idle ones. Sorted by status, then time (descending), then place.
std::vector<MeasuredSite> joinFindings(const Profile &profile,
                                       const std::vector<Finding> &findings);

} // namespace coax
