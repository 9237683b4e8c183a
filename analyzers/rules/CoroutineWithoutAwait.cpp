// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   task<int> answer() { co_return 42; }
#include "analyzers/model/QualifiedName.h"
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

namespace coax {
namespace {

/// It waits, though it should not: the rules about blocking calls have their word on it.
bool blocks(const Program &program, FunctionIndex f) {
  return !program.functions[f].sites.empty() || !callsThatBlock(program, f).empty();
}

/// Its callers or a base ask for a coroutine, or its parameters say where it runs, whatever its
/// body does.
bool hasGivenShape(const Function &function) {
  const FunctionFacts &facts = function.facts;
  return facts.isVirtual || !facts.overrides.empty() || function.addressEscapes || facts.lambda ||
         facts.templated || facts.promiseByParameters;
}

Range nameOf(const FunctionFacts &facts) {
  std::size_t size = lastComponent(facts.name).size();
  return {facts.location, facts.location.line, facts.location.column + static_cast<unsigned>(size)};
}

} // namespace

void findCoroutineWithoutAwait(const RuleInput &input, const RuleInfo &rule,
                               std::vector<Finding> &findings) {
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    const Function &function = input.program.functions[f];
    const FunctionFacts &facts = function.facts;
    if (!facts.coroutine || !facts.hasBody || !facts.suspensions.empty() ||
        hasGivenShape(function) || blocks(input.program, f))
      continue;
    findings.push_back(hazardAt(input.program, rule, f, nameOf(facts),
                                quoted(facts.signature) +
                                    " is a coroutine that never awaits: a plain function says the "
                                    "same without a frame"));
  }
}

} // namespace coax
