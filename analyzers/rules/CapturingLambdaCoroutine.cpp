// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   spawn([x]() -> task<void> { co_await next(); use(x); }()); // x went with the closure
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

#include <algorithm>
#include <map>

namespace coax {
namespace {

/// The closure is a temporary of the expression that calls it.
bool callsTemporary(const CallSite &call) { return call.object.starts_with("["); }

/// It begins at the call, and is done with the closure before it first waits.
bool endsWithTheCall(const CallSite &call, const FunctionFacts &lambda) {
  return call.taskStart == TaskStart::Eager && lambda.lateCaptures.empty();
}

/// The closure may be gone when the coroutine that reads it goes on.
bool mayOutliveClosure(const CallSite &call, TaskFate fate, Confidence &confidence) {
  confidence = Confidence::Certain;
  if (fate == TaskFate::Finished)
    return false;
  if (callsTemporary(call)) {
    confidence = fate == TaskFate::Unknown ? Confidence::Likely : Confidence::Certain;
    return true;
  }
  return call.objectLifetime != Lifetime::Unknown && // it is static, or somebody else's
         (fate == TaskFate::Returned || fate == TaskFate::Detached);
}

std::map<SymbolId, const FunctionFacts *> capturingCoroutines(const Program &program) {
  std::map<SymbolId, const FunctionFacts *> found;
  for (const Function &function : program.functions)
    if (function.facts.lambda && function.facts.coroutine && !function.facts.captures.empty())
      found.emplace(function.facts.id, &function.facts);
  return found;
}

std::vector<std::string> namesOf(std::vector<std::string> captures) {
  for (std::string &capture : captures)
    if (capture.starts_with("&"))
      capture.erase(0, 1);
  std::sort(captures.begin(), captures.end());
  return captures;
}

} // namespace

void findCapturingLambdaCoroutine(const RuleInput &input, const RuleInfo &rule,
                                  std::vector<Finding> &findings) {
  auto lambdas = capturingCoroutines(input.program);
  if (lambdas.empty())
    return;
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    const FunctionFacts &facts = input.program.functions[f].facts;
    for (const CallSite &call : facts.calls) {
      auto lambda = lambdas.find(call.callee);
      if (lambda == lambdas.end() || endsWithTheCall(call, *lambda->second))
        continue;
      Confidence confidence;
      if (!mayOutliveClosure(call, fateOf(facts, call, input.catalog), confidence))
        continue;
      Finding finding =
          hazardAt(input.program, rule, f, call.range,
                   "this coroutine reads " + listed(namesOf(lambda->second->captures)) +
                       " in a closure that may be destroyed before it ends");
      finding.confidence = confidence;
      findings.push_back(std::move(finding));
    }
  }
}

} // namespace coax
