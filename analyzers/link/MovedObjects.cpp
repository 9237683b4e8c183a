// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/MovedObjects.h"

namespace coax {

static std::set<Text> movedClasses(const Program &program, const Matches &matches) {
  std::set<Text> classes;
  for (FunctionIndex f = 0; f < program.functions.size(); ++f) {
    const std::vector<CallSite> &calls = program.functions[f].facts.calls;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const CatalogEntry *entry = matches.of(f, i);
      if (entry && entry->role == Role::MovesToThread)
        classes.insert(calls[i].receiver);
    }
  }
  return classes;
}

MovedObjects::MovedObjects(const Program &program, const Matches &matches) {
  const std::set<Text> classes = movedClasses(program, matches);
  if (classes.empty())
    return;
  std::set<SymbolId> methods;
  for (const Function &function : program.functions)
    if (classes.contains(function.facts.record))
      methods.insert(function.facts.id);
  for (FunctionIndex f = 0; f < program.functions.size(); ++f) {
    const FunctionFacts &facts = program.functions[f].facts;
    if (methods.contains(facts.id) || (facts.lambda && methods.contains(facts.parent)))
      handlers_.insert(f);
  }
}

} // namespace coax
