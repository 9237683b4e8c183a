// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   task<void> poll_forever() { for (;;) std::this_thread::sleep_for(1s); }
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/RuleList.h"

namespace coax {

void findBlockingCallInCoroutine(const RuleInput &input, const RuleInfo &rule,
                                 std::vector<Finding> &findings) {
  for (const BlockingSite &site : input.program.sites) {
    const FunctionFacts &facts = input.program.functions[site.function].facts;
    if (!facts.coroutine || site.completion || site.offLoop || site.lastWords)
      continue;
    Finding finding = findingAtSite(input.program, rule, site);
    finding.message = quoted(site.entry) + ' ' + blocksVerb(site) +
                      " the thread that runs coroutine " + quoted(facts.signature);
    if (site.contextOnly)
      finding.severity = Severity::Note;
    findings.push_back(std::move(finding));
  }
}

} // namespace coax
