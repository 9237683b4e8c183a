// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Fingerprints.h"
#include "analyzers/rules/Rules.h"
#include "analyzers/rules/Suppressions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace coax {
namespace {

auto place(const Finding &finding) {
  return std::tie(finding.range.begin, finding.code, finding.callee, finding.range.endLine,
                  finding.range.endColumn);
}

/// Sorted by place; of several findings of one rule for one call, the surest with the shortest
/// chain stays. Two functions can share a place: a lambda and its copies, a macro.
void sortAndFold(std::vector<Finding> &findings) {
  auto rank = [](const Finding &finding) {
    return std::tuple(-static_cast<int>(finding.confidence), finding.chain.size(),
                      std::tie(finding.message, finding.function, finding.contextFunction));
  };
  std::sort(findings.begin(), findings.end(), [&](const Finding &a, const Finding &b) {
    if (place(a) != place(b))
      return place(a) < place(b);
    return rank(a) < rank(b);
  });
  auto same = [](const Finding &a, const Finding &b) { return place(a) == place(b); };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

std::set<std::string> filesOf(const Program &program) {
  std::set<std::string> files;
  for (const Function &function : program.functions)
    if (function.facts.hasBody)
      files.insert(function.facts.extent.begin.file);
  files.erase("");
  return files;
}

const char *verdictName(CallAction action) {
  switch (action) {
  case CallAction::Await:
  case CallAction::Counterpart:
  case CallAction::Spawn:
    return "await";
  case CallAction::Offload:
    return "offload";
  case CallAction::Bridge:
  case CallAction::Keep:
    return "keep";
  }
  return "keep";
}

/// Gives each finding the verdict of the plan on its call.
void joinPlan(std::vector<Finding> &findings, const Plan *plan) {
  std::map<Range, const CallPlan *> byPlace;
  if (plan)
    for (const CallPlan &call : plan->calls)
      byPlace.try_emplace(call.range, &call);
  for (Finding &finding : findings) {
    if (auto verdict = byPlace.find(finding.range); verdict != byPlace.end())
      finding.fix = {verdictName(verdict->second->action), verdict->second->reason};
    else
      finding.fix = {"none", plan ? "no root of the plan reaches it" : "no plan was made"};
  }
}

} // namespace

std::vector<Finding> findAll(const RuleInput &input, const FindOptions &options) {
  std::vector<Finding> findings;
  for (const Rule &rule : allRules())
    if (rule.find)
      rule.find(input, rule.info, findings);
  sortAndFold(findings);
  joinPlan(findings, options.plan);

  Suppressions suppressions(options.readSource);
  for (Finding &finding : findings)
    suppressions.apply(finding);
  const RuleInfo &unused = findRule(unusedSuppression)->info;
  for (const std::string &file : filesOf(input.program))
    std::ranges::move(suppressions.unusedIn(file, unused), std::back_inserter(findings));

  sortAndFold(findings);
  fingerprint(findings, options.rootDirectory);
  return findings;
}

} // namespace coax
