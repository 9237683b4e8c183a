// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Merge.h"

#include "analyzers/link/MergeFacts.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace coax {
namespace {

/// A definition is known by USR and place, a declaration by USR alone.
std::string keyOf(const FunctionFacts &facts) {
  if (!facts.hasBody)
    return facts.id.usr;
  return facts.id.usr + '\n' + facts.location.file + ':' + std::to_string(facts.location.line) +
         ':' + std::to_string(facts.location.column);
}

class Merger {
public:
  void add(FunctionFacts facts, std::uint32_t unit) {
    canonicalize(facts);
    auto [place, isNew] = byKey_.try_emplace(keyOf(facts), functions_.size());
    if (isNew) {
      functions_.push_back(std::move(facts));
      units_.push_back({unit});
      return;
    }
    FunctionFacts &known = functions_[place->second];
    if (facts.hasBody)
      mergeDefinition(known, std::move(facts));
    else
      mergeDeclaration(known, std::move(facts));
    if (units_[place->second].back() != unit)
      units_[place->second].push_back(unit);
  }

  MergedFunctions finish() && {
    std::vector<bool> absorbed = absorbDeclarations();
    MergedFunctions merged;
    for (std::size_t index : sortedOrder()) {
      if (absorbed[index])
        continue;
      merged.functions.emplace_back().facts = std::move(functions_[index]);
      merged.units.push_back(std::move(units_[index]));
    }
    return merged;
  }

private:
  /// Moves what declarations know into the definitions of the same USR.
  std::vector<bool> absorbDeclarations() {
    std::vector<bool> absorbed(functions_.size());
    for (FunctionFacts &definition : functions_) {
      if (!definition.hasBody)
        continue;
      auto declaration = byKey_.find(definition.id.usr);
      if (declaration == byKey_.end())
        continue;
      absorbDeclaration(definition, functions_[declaration->second]);
      absorbed[declaration->second] = true;
    }
    return absorbed;
  }

  std::vector<std::size_t> sortedOrder() const {
    std::vector<std::size_t> order(functions_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(functions_[a].location, functions_[a].id) <
             std::tie(functions_[b].location, functions_[b].id);
    });
    return order;
  }

  std::vector<FunctionFacts> functions_;
  std::vector<std::vector<std::uint32_t>> units_;
  std::unordered_map<std::string, std::size_t> byKey_;
};

} // namespace

MergedFunctions mergeFunctions(std::vector<TuSummary> summaries) {
  Merger merger;
  for (std::size_t unit = 0; unit < summaries.size(); ++unit) {
    for (FunctionFacts &facts : summaries[unit].functions)
      merger.add(std::move(facts), static_cast<std::uint32_t>(unit));
    summaries[unit] = TuSummary();
  }
  return std::move(merger).finish();
}

} // namespace coax
