// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   for (const url &u : urls) pages.push_back(co_await fetch(u)); // one after the other
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

#include <algorithm>

namespace coax {
namespace {

/// No iteration sees what another one did: nothing is written but containers that grow and are not
/// read.
bool iterationsAreIndependent(const AwaitingLoop &loop) {
  const Effects &effects = loop.effects;
  bool readsResults =
      std::any_of(effects.appends.begin(), effects.appends.end(), [&](const std::string &name) {
        return std::binary_search(effects.reads.begin(), effects.reads.end(), name);
      });
  return !loop.leaves && loop.awaitsElement && effects.writes.empty() && !readsResults;
}

/// What the elements stand for runs already, side by side: `for (auto &h : handles) co_await
/// h.join();`
bool joinsWhatRuns(const AwaitingLoop &loop, const Catalog &catalog) {
  return !loop.joined.empty() && loop.joinedStart != TaskStart::Lazy &&
         !catalog.isLazyTaskType(loop.joined);
}

/// `co_await resume_on(executor)` goes elsewhere, and does nothing there.
bool onlyMoves(const CallSite &call, const Catalog &catalog) {
  const CatalogEntry *entry = catalog.match(call);
  return entry && entry->resumes;
}

/// All that it awaits.
bool onlyMoves(const FunctionFacts &facts, const AwaitingLoop &loop, const Catalog &catalog) {
  bool moves = false;
  for (const CallSite &call : facts.calls)
    if (call.awaited && loop.range.contains(call.range.begin)) {
      if (!onlyMoves(call, catalog))
        return false;
      moves = true;
    }
  return moves;
}

/// The first await of the body.
Range awaitIn(const FunctionFacts &facts, const AwaitingLoop &loop) {
  for (const CallSite &call : facts.calls)
    if (call.awaited && loop.range.contains(call.range.begin))
      return call.range;
  return loop.range;
}

std::string message(const AwaitingLoop &loop) {
  std::string text = "each iteration waits for the one before; it reads " +
                     listed(loop.effects.reads) + " and its own " + quoted(loop.element) + ", ";
  return text + (loop.effects.appends.empty()
                     ? "and writes nothing that another reads"
                     : "and only appends to " + listed(loop.effects.appends));
}

} // namespace

void findAwaitInLoop(const RuleInput &input, const RuleInfo &rule, std::vector<Finding> &findings) {
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    const FunctionFacts &facts = input.program.functions[f].facts;
    for (const AwaitingLoop &loop : facts.loops)
      if (iterationsAreIndependent(loop) && !joinsWhatRuns(loop, input.catalog) &&
          !onlyMoves(facts, loop, input.catalog)) {
        Finding finding = hazardAt(input.program, rule, f, awaitIn(facts, loop), message(loop));
        finding.confidence = Confidence::Likely;
        findings.push_back(std::move(finding));
      }
  }
}

} // namespace coax
