// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Overrides.h"

#include "analyzers/link/Handover.h"

namespace coax {
namespace {

ContextKind startedAs(const FunctionFacts &facts, const Catalog &catalog) {
  for (const Text &overridden : facts.overridesOfLibraries) {
    CallSite call;
    call.name = overridden;
    call.parameters = facts.parameters;
    const CatalogEntry *entry = catalog.match(call);
    const ContextKind kind = entry ? startedContext(entry->role) : ContextKind::Unknown;
    if (kind != ContextKind::Unknown && kind != ContextKind::Coroutine)
      return kind;
  }
  return ContextKind::Unknown;
}

} // namespace

void findStartedOverrides(Program &program, const Catalog &catalog, const MovedObjects &moved) {
  for (FunctionIndex f = 0; f < program.functions.size(); ++f) {
    Function &function = program.functions[f];
    if (!function.facts.overridesOfLibraries.empty() && function.facts.hasBody)
      function.startedAs = moved.contextOf(f, startedAs(function.facts, catalog));
  }
}

} // namespace coax
