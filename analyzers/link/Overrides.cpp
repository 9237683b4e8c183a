// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Overrides.h"

#include "analyzers/link/Handover.h"
#include "analyzers/model/QualifiedName.h"

#include <set>
#include <string_view>

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

static std::set<std::string_view> dispatchingNames(const Catalog &catalog) {
  std::set<std::string_view> names;
  for (const CatalogEntry *entry : catalog.entries())
    if (entry->role == Role::Dispatches)
      names.insert(lastComponent(entry->name));
  return names;
}

void startDispatched(Program &program, const Catalog &catalog, const MovedObjects &moved) {
  const std::set<std::string_view> names = dispatchingNames(catalog);
  for (const Function &function : program.functions) {
    if (!names.contains(lastComponent(function.facts.name.str())))
      continue;
    CallSite call;
    call.name = function.facts.name;
    const CatalogEntry *entry = catalog.match(call);
    if (!entry || entry->role != Role::Dispatches)
      continue;
    for (EdgeIndex index : function.outgoing) {
      Edge &edge = program.edges[index];
      edge.starts = moved.contextOf(edge.to, ContextKind::Handler);
      edge.sink = entry->name;
    }
  }
}

} // namespace coax
