// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   std::lock_guard guard(m);
//   fsync(fd);
//
// Stands at the lock: the call has a finding of its own.
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/RuleList.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace coax {
namespace {

/// `ready.wait(lock)` lets go of the lock that it is given, also of one of the program's own class
/// that is derived from what it asks for.
bool releasesALock(const CallSite &call, const Catalog &catalog) {
  auto isLock = [&](std::string_view type) {
    if (type.ends_with(" &"))
      type.remove_suffix(2);
    return catalog.isLockType(type);
  };
  return std::any_of(call.arguments.begin(), call.arguments.end(),
                     [&](const Argument &argument) { return isLock(argument.type.str()); }) ||
         std::any_of(call.parameters.begin(), call.parameters.end(),
                     [&](const Text &type) { return isLock(type.str()); });
}

bool counts(const BlockingSite &site, const CallSite &call, const Catalog &catalog) {
  return site.certainty == Certainty::Always && !site.contextOnly && site.category != "console" &&
         !releasesALock(call, catalog);
}

Finding findingAt(const HeldLock &lock, Finding finding, unsigned line) {
  finding.message = quoted(lock.mutex) + " is held across " + quoted(finding.callee) + " on line " +
                    std::to_string(line) + ": others wait for both";
  finding.callee.clear(); // it does not stand here
  finding.range = {lock.location, lock.location.line, lock.location.column + 1};
  if (finding.contextKind != "coroutine" && finding.contextKind != "handler")
    finding.severity = Severity::Note;
  return finding;
}

} // namespace

void findLockHeldAcrossBlockingCall(const RuleInput &input, const RuleInfo &rule,
                                    std::vector<Finding> &findings) {
  std::set<Location> reported;
  for (const BlockingSite &site : input.program.sites) {
    const CallSite &call = input.program.call(site);
    if (!counts(site, call, input.catalog))
      continue;
    for (const HeldLock &lock : call.locks)
      if (isKnownLock(lock, input.catalog) && reported.insert(lock.location).second)
        findings.push_back(
            findingAt(lock, findingAtSite(input.program, rule, site), call.range.begin.line));
  }
}

} // namespace coax
