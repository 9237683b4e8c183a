// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   thread_local int depth;
//   ++depth; co_await next(); --depth; // of another thread, perhaps
#include "analyzers/model/QualifiedName.h"
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

#include <set>

namespace coax {
namespace {

/// The last use of the same variable with a suspension between it and `use`; null if there is none.
const ThreadLocalUse *usedBeforeSuspension(const FunctionFacts &facts, const ThreadLocalUse &use) {
  const ThreadLocalUse *found = nullptr;
  for (const ThreadLocalUse &earlier : facts.threadLocals)
    if (earlier.variable == use.variable && earlier.suspensions < use.suspensions)
      found = &earlier;
  return found;
}

Range rangeOf(const ThreadLocalUse &use) {
  std::size_t size = lastComponent(use.variable).size();
  return {use.location, use.location.line, use.location.column + static_cast<unsigned>(size)};
}

} // namespace

void findThreadLocalAcrossAwait(const RuleInput &input, const RuleInfo &rule,
                                std::vector<Finding> &findings) {
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    const FunctionFacts &facts = input.program.functions[f].facts;
    std::set<std::string> reported;
    for (const ThreadLocalUse &use : facts.threadLocals) {
      const ThreadLocalUse *before = usedBeforeSuspension(facts, use);
      if (!before || !reported.insert(use.variable).second)
        continue;
      findings.push_back(hazardAt(input.program, rule, f, rangeOf(use),
                                  "thread-local " + quoted(use.variable) + ", used on line " +
                                      std::to_string(before->location.line) +
                                      ", may be another thread's after the await between"));
    }
  }
}

} // namespace coax
