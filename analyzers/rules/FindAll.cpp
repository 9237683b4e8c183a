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

auto end(const Finding &finding) {
  return std::pair(finding.range.endLine, finding.range.endColumn);
}

bool samePlace(const Finding &a, const Finding &b) {
  return a.range.begin == b.range.begin && a.code == b.code;
}

/// Of one rule at one place, other calls are other findings only if they come out of one macro:
/// then their ranges agree. Else one is inside the other (`std::ofstream(path) << text`), and the
/// inner one, which runs first, speaks for both.
bool sameFinding(const Finding &a, const Finding &b) {
  return samePlace(a, b) && (end(a) != end(b) || a.callee == b.callee);
}

/// By place; inner calls first, then the surest with the shortest chain.
bool before(const Finding &a, const Finding &b) {
  auto place = [](const Finding &f) { return std::tie(f.range.begin, f.code); };
  if (place(a) != place(b))
    return place(a) < place(b);
  if (end(a) != end(b) || a.callee != b.callee)
    return std::pair(end(a), a.callee) < std::pair(end(b), b.callee);
  auto rank = [](const Finding &f) {
    return std::tuple(-static_cast<int>(f.confidence), f.chain.size(),
                      std::tie(f.message, f.function, f.contextFunction));
  };
  return rank(a) < rank(b);
}

/// Each call once, however many functions share its place: instantiations, copies of a lambda.
void sortAndFold(std::vector<Finding> &findings) {
  std::sort(findings.begin(), findings.end(), before);
  std::vector<Finding> kept;
  for (Finding &finding : findings) {
    bool known = false;
    for (std::size_t i = kept.size(); i-- > 0 && samePlace(kept[i], finding) && !known;)
      known = sameFinding(kept[i], finding);
    if (!known)
      kept.push_back(std::move(finding));
  }
  findings = std::move(kept);
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
