// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   task<void> save();
//   save(); // makes a task and drops it
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

namespace coax {

void findDiscardedTask(const RuleInput &input, const RuleInfo &rule,
                       std::vector<Finding> &findings) {
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    for (const CallSite &call : input.program.functions[f].facts.calls) {
      const CatalogEntry *entry = call.discarded ? input.catalog.match(call) : nullptr;
      bool starts = entry && entry->role == Role::Starts;
      if (!call.discarded || call.voided || starts || !makesLazyTask(call, input.catalog))
        continue;
      std::string name = call.name.empty() ? call.object : call.name;
      findings.push_back(hazardAt(input.program, rule, f, call.range,
                                  "the task that " + quoted(name) +
                                      " returns is discarded: its coroutine never runs"));
    }
  }
}

} // namespace coax
