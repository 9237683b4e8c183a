// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stacks ⇒ the call sites of user code that were seen to call a blocking function of the C library,
// itself or through libraries. docs/recall.md says in words what counts.
// Pure.
#pragma once

#include "analyzers/model/Location.h"
#include "tests/recall/Trace.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace coax::recall {

/// A call expression of user code.
struct SeenSite {
  Location place;              ///< as the debug information has it; column 0: not known
  std::string callee;          ///< what is called there, qualified, as far as symbols tell
  std::set<std::string> inner; ///< symbols of all that ran inside of the call, libraries' too
  std::set<std::string> calls; ///< the blocking functions that it led to
  bool waited = false;         ///< seen with a mutex that another thread held
};

/// The site of one stack: the innermost frame in a file below `root`. None if there is no such
/// frame, or if what it led to was not its doing: what runs in exit(), locks that a library takes
/// for its own sake, a close(2).
std::optional<SeenSite> siteOf(const Stack &stack, const std::string &root);

/// The sites of all stacks, by place and callee. Code that runs in several instances of a template
/// or copies of an inline function is one site.
std::vector<SeenSite> seenSites(const std::vector<Stack> &stacks, const std::string &root);

} // namespace coax::recall
