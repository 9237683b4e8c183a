// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The 2xx rules: every call that may block, by category, where the 1xx rules have nothing to say.
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/RuleList.h"

namespace coax {

void findInventory(const RuleInput &input, const RuleInfo &rule, std::vector<Finding> &findings) {
  for (const BlockingSite &site : input.program.sites) {
    ContextKind strict;
    if (site.category != rule.category || site.contextOnly ||
        (!site.offLoop && !site.lastWords && mustNotBlock(input.program, site.function, strict)))
      continue;
    Finding finding = findingAtSite(input.program, rule, site);
    finding.message = quoted(site.entry) + ' ' + blocksVerb(site) + " the calling thread";
    findings.push_back(std::move(finding));
  }
}

} // namespace coax
