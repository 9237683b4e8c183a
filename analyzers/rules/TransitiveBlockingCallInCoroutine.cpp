// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   void backoff() { sleep(1); }
//   task<void> retry() { backoff(); co_return; }
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/RuleList.h"

namespace coax {

void findTransitiveBlockingCallInCoroutine(const RuleInput &input, const RuleInfo &rule,
                                           std::vector<Finding> &findings) {
  const Program &program = input.program;
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    if (!program.functions[i].facts.coroutine)
      continue;
    for (EdgeIndex edge : callsThatBlock(program, i)) {
      Finding finding = findingAtCall(program, rule, edge, ContextKind::Coroutine);
      finding.message = quoted(program.functions[program.edges[edge].to].facts.signature) +
                        " blocks the thread that runs coroutine " + quoted(finding.function) +
                        ": it leads to " + quoted(finding.callee);
      findings.push_back(std::move(finding));
    }
  }
}

} // namespace coax
