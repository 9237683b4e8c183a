// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Resumptions.h"

#include <algorithm>
#include <iterator>

namespace coax {

/// From the suspension of an awaited call to the end of the block that it stands in.
static Range resumedBy(const FunctionFacts &facts, const CallSite &awaited) {
  auto after = std::upper_bound(
      facts.suspensions.begin(), facts.suspensions.end(), awaited.range.begin,
      [](const Location &place, const Range &range) { return place < range.begin; });
  return after == facts.suspensions.begin() ? Range() : *std::prev(after);
}

const CatalogEntry *Resumptions::moveAt(FunctionIndex function, std::size_t call) const {
  const bool awaited = program_.functions[function].facts.calls[call].awaited;
  const CatalogEntry *entry = awaited ? matches_.of(function, call) : nullptr;
  return entry && entry->resumes ? entry : nullptr;
}

bool Resumptions::isPartOfMove(FunctionIndex function, const CallSite &call) const {
  const FunctionFacts &facts = program_.functions[function].facts;
  if (call.kind != CallKind::Implicit || facts.suspensions.empty())
    return false;
  for (std::size_t i = 0; i < facts.calls.size(); ++i)
    if (call.range.contains(facts.calls[i].range.begin) && moveAt(function, i))
      return true;
  return false;
}

const CatalogEntry *Resumptions::before(FunctionIndex function, const CallSite &call) const {
  const FunctionFacts &facts = program_.functions[function].facts;
  if (!facts.coroutine || facts.suspensions.empty())
    return nullptr;
  const CatalogEntry *last = nullptr;
  Location place;
  for (std::size_t i = 0; i < facts.calls.size(); ++i) {
    const CallSite &awaited = facts.calls[i];
    const CatalogEntry *entry = moveAt(function, i);
    if (!entry || !(awaited.range.begin < call.range.begin) ||
        awaited.range.contains(call.range.begin) || awaited.range.begin < place ||
        !resumedBy(facts, awaited).contains(call.range.begin))
      continue;
    last = entry;
    place = awaited.range.begin;
  }
  return last && last->role == Role::Offloads ? last : nullptr;
}

} // namespace coax
