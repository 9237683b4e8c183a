// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Resumptions.h"

#include <algorithm>
#include <iterator>

namespace coax {

/// From the suspension of an awaited call to the end of the block that it stands in.
static Range resumedBy(const FunctionFacts &facts, const CallSite &awaited) {
  auto after = std::upper_bound(
      facts.resumptions.begin(), facts.resumptions.end(), awaited.range.begin,
      [](const Location &place, const Range &range) { return place < range.begin; });
  return after == facts.resumptions.begin() ? Range() : *std::prev(after);
}

const CatalogEntry *Resumptions::before(FunctionIndex function, const CallSite &call) const {
  const FunctionFacts &facts = program_.functions[function].facts;
  if (!facts.coroutine || facts.suspensions.empty())
    return nullptr;
  const CatalogEntry *last = nullptr;
  Location place;
  for (std::size_t i = 0; i < facts.calls.size(); ++i) {
    const CallSite &awaited = facts.calls[i];
    const CatalogEntry *entry = awaited.awaited ? matches_.of(function, i) : nullptr;
    if (!entry || !entry->resumes || !(awaited.range.begin < call.range.begin) ||
        awaited.range.contains(call.range.begin) || awaited.range.begin < place ||
        !resumedBy(facts, awaited).contains(call.range.begin))
      continue;
    last = entry;
    place = awaited.range.begin;
  }
  return last && last->role == Role::Offloads ? last : nullptr;
}

} // namespace coax
