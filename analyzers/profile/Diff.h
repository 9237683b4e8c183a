// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two profiles of a program, before and after a migration ⇒ what became of every blocking site.
// Sites are compared by the named function that holds them and what they call, not by line: lines
// move, and a function that became a coroutine keeps its name. Pure: no IO, cannot fail.
#pragma once

#include "analyzers/profile/Sites.h"

#include <vector>

namespace coax {

enum class SiteChange {
  Remains, ///< still blocks a thread that is not the pool's
  New,     ///< blocks only now
  Moved,   ///< waits on a pool thread now: off the loop, not gone
  Fixed,   ///< no longer seen to wait
};

std::string_view nameOf(SiteChange change); ///< "REMAINS", …

struct ComparedSite {
  SiteChange change = SiteChange::Fixed;
  std::string function; ///< enclosing named function
  std::string callee;
  Site before, after;           ///< the longest one of each; file is empty where there is none
  std::int64_t beforeNs = 0;    ///< blocked, on all threads together
  std::int64_t afterNs = 0;     ///< blocked outside of the pool
  std::int64_t afterPoolNs = 0; ///< waiting on pool threads
  std::int64_t beforeLongestNs = 0, afterLongestNs = 0;
};

/// What a whole profile comes to.
struct ProfileTotals {
  std::size_t threads = 0; ///< seen in the whole run
  std::int64_t durationNs = 0;
  std::int64_t blockedNs = 0;     ///< in user code, off the pool
  std::int64_t loopBlockedNs = 0; ///< the part of it on threads that run a coax loop
  std::int64_t offloadedNs = 0;
  std::int64_t parkedNs = 0;
};

ProfileTotals totalsOf(const Profile &profile);

/// Sorted by change, then by the longer of the two times (descending), then by name.
std::vector<ComparedSite> compareProfiles(const Profile &before, const Profile &after);

} // namespace coax
