// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   task<int> total() { co_return std::async(sum).get(); }
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/RuleList.h"

namespace coax {

void findSyncWaitInCoroutine(const RuleInput &input, const RuleInfo &rule,
                             std::vector<Finding> &findings) {
  for (const BlockingSite &site : input.program.sites) {
    const FunctionFacts &facts = input.program.functions[site.function].facts;
    if (!facts.coroutine || !site.completion || site.offLoop)
      continue;
    Finding finding = findingAtSite(input.program, rule, site);
    finding.message = quoted(site.entry) + " waits synchronously in coroutine " +
                      quoted(facts.signature) + " for work that may need the same thread";
    findings.push_back(std::move(finding));
  }
}

} // namespace coax
