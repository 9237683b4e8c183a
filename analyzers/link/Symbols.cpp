// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Symbols.h"

#include "analyzers/catalog/Wildcard.h"

#include <llvm/ADT/DenseSet.h>

#include <algorithm>
#include <iterator>
#include <string_view>
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

static const std::string *keyOf(const SymbolId &symbol) { return &symbol.usr.str(); }

Symbols::Symbols(const std::vector<Function> &functions, std::vector<UnitList> units)
    : functions_(functions), units_(std::move(units)), hasBody_(functions.size()),
      next_(functions.size(), noFunction) {
  first_.reserve(static_cast<unsigned>(functions.size()));
  for (FunctionIndex i = functions.size(); i-- > 0;) { // backwards: lists come out ascending
    hasBody_[i] = functions[i].facts.hasBody;
    auto [place, isNew] = first_.try_emplace(keyOf(functions[i].facts.id), i);
    if (!isNew)
      next_[i] = std::exchange(place->second, i);
  }
  indexOverrides();
}

void Symbols::indexOverrides() {
  for (FunctionIndex i = 0; i < functions_.size(); ++i) {
    const FunctionFacts &facts = functions_[i].facts;
    for (const SymbolId &overridden : facts.overrides)
      overriders_[keyOf(overridden)].push_back(i);
    if (facts.isVirtual)
      classes_.insert(&facts.record.str());
    for (const Text &base : facts.bases)
      classes_.insert(&base.str());
  }
}

FunctionIndex Symbols::find(const SymbolId &symbol) const {
  auto place = first_.find(keyOf(symbol));
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

FunctionList Symbols::definitions(FunctionIndex from, const SymbolId &symbol) const {
  FunctionList all;
  for (FunctionIndex i = find(symbol); i != noFunction; i = next_[i])
    if (hasBody_[i])
      all.push_back(i);
  if (all.size() < 2)
    return all;
  FunctionList near;
  std::copy_if(all.begin(), all.end(), std::back_inserter(near),
               [&](FunctionIndex i) { return shareUnit(from, i); });
  return near.empty() ? nearest(from, std::move(all)) : near;
}

FunctionList Symbols::nearest(FunctionIndex from, FunctionList definitions) const {
  auto nearness = [&](FunctionIndex i) {
    return commonFolders(functions_[from].facts.location.file.str(),
                         functions_[i].facts.location.file.str());
  };
  std::size_t most = 0;
  for (FunctionIndex i : definitions)
    most = std::max(most, nearness(i));
  llvm::erase_if(definitions, [&](FunctionIndex i) { return nearness(i) < most; });
  return definitions;
}

const std::vector<FunctionIndex> &Symbols::dispatch(const SymbolId &method) const {
  std::lock_guard lock(dispatching_);
  if (auto known = dispatch_.find(keyOf(method)); known != dispatch_.end())
    return known->second;
  std::vector<FunctionIndex> targets;
  std::vector<Usr> pending{keyOf(method)};
  llvm::DenseSet<Usr> seen{keyOf(method)};
  while (!pending.empty()) {
    Usr usr = pending.back();
    pending.pop_back();
    auto known = first_.find(usr);
    for (FunctionIndex i = known == first_.end() ? noFunction : known->second; i != noFunction;
         i = next_[i])
      if (hasBody_[i])
        targets.push_back(i);
    auto overriders = overriders_.find(usr);
    if (overriders == overriders_.end())
      continue;
    for (FunctionIndex overrider : overriders->second)
      if (Usr overriding = keyOf(functions_[overrider].facts.id); seen.insert(overriding).second)
        pending.push_back(overriding);
  }
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  return dispatch_[keyOf(method)] = std::move(targets);
}

FunctionList Symbols::values(FunctionIndex from, const SymbolId &symbol) const {
  const FunctionIndex known = find(symbol);
  if (known == noFunction || !functions_[known].facts.isVirtual)
    return definitions(from, symbol);
  const std::vector<FunctionIndex> &targets = dispatch(symbol);
  return {targets.begin(), targets.end()};
}

/// Whether an object that is a `receiver` may have this method: a class by itself, or derived.
bool Symbols::mayBeOf(FunctionIndex method, const Text &receiver) const {
  const FunctionFacts &facts = functions_[method].facts;
  return facts.record == receiver ||
         std::binary_search(facts.bases.begin(), facts.bases.end(), receiver);
}

FunctionList Symbols::callees(FunctionIndex from, const CallSite &call) const {
  if (call.callee.empty())
    return {};
  if (call.kind != CallKind::Virtual)
    return definitions(from, call.callee);
  const std::string_view bare = bareTypeName(call.receiver.str());
  const Text receiver = bare.size() == call.receiver.size() ? call.receiver : Text(bare);
  const bool known = classes_.contains(&receiver.str());
  FunctionList targets;
  for (FunctionIndex target : dispatch(call.callee))
    if (!known || functions_[target].facts.id == call.callee || mayBeOf(target, receiver))
      targets.push_back(target);
  return targets;
}

} // namespace coax
