// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   user u = co_await loadUser(id);
//   rights r = co_await loadRights(id); // could have waited at the same time
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

#include <algorithm>

namespace coax {
namespace {

bool holds(const std::vector<std::string> &names, const std::string &name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool meet(const std::vector<std::string> &a, const std::vector<std::string> &b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string &name) { return holds(b, name); });
}

/// A member function that writes its object may read every member.
bool touchesObject(const Effects &effects) {
  return holds(effects.writes, "this") ||
         std::any_of(effects.reads.begin(), effects.reads.end(),
                     [](const std::string &name) { return name.starts_with("this->"); });
}

/// Where an await names nothing, not even a constant, nothing is evident.
bool areIndependent(const AwaitSequence &sequence) {
  const Effects &first = sequence.firstEffects, &second = sequence.secondEffects;
  if (first.reads.empty() || second.reads.empty())
    return false;
  bool object = (holds(first.writes, "this") && touchesObject(second)) ||
                (holds(second.writes, "this") && touchesObject(first));
  return !object && !holds(second.reads, sequence.firstVariable) &&
         !meet(first.writes, second.reads) && !meet(first.writes, second.writes) &&
         !meet(first.reads, second.writes);
}

std::string side(const Effects &effects, const std::string &variable) {
  std::vector<std::string> writes = effects.writes;
  writes.push_back(variable);
  return "reads " + listed(effects.reads) + " and writes " + listed(writes);
}

} // namespace

void findIndependentAwaitsInSequence(const RuleInput &input, const RuleInfo &rule,
                                     std::vector<Finding> &findings) {
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    for (const AwaitSequence &sequence : input.program.functions[f].facts.sequences) {
      if (!areIndependent(sequence))
        continue;
      Finding finding =
          hazardAt(input.program, rule, f, sequence.second,
                   "does not need the await on line " + std::to_string(sequence.first.begin.line) +
                       ": that " + side(sequence.firstEffects, sequence.firstVariable) + ", this " +
                       side(sequence.secondEffects, sequence.secondVariable));
      finding.confidence = Confidence::Likely;
      findings.push_back(std::move(finding));
    }
  }
}

} // namespace coax
