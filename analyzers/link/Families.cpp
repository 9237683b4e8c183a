// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Families.h"

#include <map>
#include <numeric>
#include <unordered_map>
#include <vector>

namespace coax {
namespace {

class DisjointSets {
public:
  std::size_t add() {
    parent_.push_back(parent_.size());
    return parent_.back();
  }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i)
      i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void unite(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

private:
  std::vector<std::size_t> parent_;
};

} // namespace

void linkFamilies(Program &program) {
  DisjointSets sets;
  std::unordered_map<Text, std::size_t> byUsr;
  auto setOf = [&](const SymbolId &symbol) {
    auto [place, isNew] = byUsr.try_emplace(symbol.usr, 0);
    if (isNew)
      place->second = sets.add();
    return place->second;
  };
  for (const Function &function : program.functions)
    for (const SymbolId &overridden : function.facts.overrides)
      sets.unite(setOf(function.facts.id), setOf(overridden));

  std::map<std::size_t, std::vector<FunctionIndex>> families;
  for (FunctionIndex i = 0; i < program.functions.size(); ++i)
    if (auto place = byUsr.find(program.functions[i].facts.id.usr); place != byUsr.end())
      families[sets.find(place->second)].push_back(i);
  for (const auto &[_, members] : families)
    if (members.size() > 1)
      for (FunctionIndex member : members)
        program.functions[member].family = members;
}

} // namespace coax
