// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Symbols.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace coax {
namespace {

/// How many leading folders two absolute paths have in common.
std::size_t commonFolders(std::string_view a, std::string_view b) {
  std::size_t folders = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()) && a[i] == b[i]; ++i)
    folders += a[i] == '/';
  return folders;
}

} // namespace

Symbols::Symbols(const std::vector<Function> &functions,
                 std::vector<std::vector<std::uint32_t>> units)
    : functions_(functions), units_(std::move(units)), next_(functions.size(), noFunction) {
  first_.reserve(functions.size());
  for (FunctionIndex i = functions.size(); i-- > 0;) { // backwards: lists come out ascending
    auto [place, isNew] = first_.try_emplace(functions[i].facts.id.usr, i);
    if (!isNew)
      next_[i] = std::exchange(place->second, i);
  }
  indexOverrides();
}

void Symbols::indexOverrides() {
  for (FunctionIndex i = 0; i < functions_.size(); ++i)
    for (const SymbolId &overridden : functions_[i].facts.overrides)
      overriders_[overridden.usr].push_back(i);
}

FunctionIndex Symbols::find(const SymbolId &symbol) const {
  auto place = first_.find(symbol.usr);
  return place == first_.end() ? noFunction : place->second;
}

bool Symbols::shareUnit(FunctionIndex a, FunctionIndex b) const {
  auto x = units_[a].begin(), y = units_[b].begin();
  while (x != units_[a].end() && y != units_[b].end()) {
    if (*x == *y)
      return true;
    *x < *y ? ++x : ++y;
  }
  return false;
}

std::vector<FunctionIndex> Symbols::definitions(FunctionIndex from, const SymbolId &symbol) const {
  std::vector<FunctionIndex> all;
  for (FunctionIndex i = find(symbol); i != noFunction; i = next_[i])
    if (functions_[i].facts.hasBody)
      all.push_back(i);
  if (all.size() < 2)
    return all;
  std::vector<FunctionIndex> near;
  std::copy_if(all.begin(), all.end(), std::back_inserter(near),
               [&](FunctionIndex i) { return shareUnit(from, i); });
  return near.empty() ? nearest(from, std::move(all)) : near;
}

std::vector<FunctionIndex> Symbols::nearest(FunctionIndex from,
                                            std::vector<FunctionIndex> definitions) const {
  auto nearness = [&](FunctionIndex i) {
    return commonFolders(functions_[from].facts.location.file, functions_[i].facts.location.file);
  };
  std::size_t most = 0;
  for (FunctionIndex i : definitions)
    most = std::max(most, nearness(i));
  std::erase_if(definitions, [&](FunctionIndex i) { return nearness(i) < most; });
  return definitions;
}

const std::vector<FunctionIndex> &Symbols::dispatch(const SymbolId &method) const {
  auto [place, isNew] = dispatch_.try_emplace(method.usr);
  std::vector<FunctionIndex> &targets = place->second;
  if (!isNew)
    return targets;
  std::vector<std::string_view> pending{method.usr};
  std::unordered_set<std::string_view> seen{method.usr};
  while (!pending.empty()) {
    std::string_view usr = pending.back();
    pending.pop_back();
    auto known = first_.find(usr);
    for (FunctionIndex i = known == first_.end() ? noFunction : known->second; i != noFunction;
         i = next_[i])
      if (functions_[i].facts.hasBody)
        targets.push_back(i);
    auto overriders = overriders_.find(usr);
    if (overriders == overriders_.end())
      continue;
    for (FunctionIndex overrider : overriders->second)
      if (seen.insert(functions_[overrider].facts.id.usr).second)
        pending.push_back(functions_[overrider].facts.id.usr);
  }
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  return targets;
}

} // namespace coax
