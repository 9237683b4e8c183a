// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Programs.h"

#include <algorithm>
#include <map>
#include <string>

namespace coax {

static constexpr std::size_t mostMains = 64;

Programs::Programs(const Program &program, const Symbols &symbols) : program_(program) {
  for (FunctionIndex i = 0; i < program.functions.size(); ++i)
    if (program.functions[i].facts.isMain && program.functions[i].facts.hasBody)
      mains_.push_back(i);
  if (mains_.size() < 2 || mains_.size() > mostMains)
    return;
  reached_.resize(program.functions.size());
  findParts(symbols);
  findTakers(symbols);
  spread();
}

bool Programs::shareOne(FunctionIndex a, FunctionIndex b) const {
  return reached_.empty() || (programsOf(a) & programsOf(b));
}

/// Where nothing reaches it, all that it can be a part of.
Programs::Mains Programs::programsOf(FunctionIndex function) const {
  return reached_[function] ? reached_[function] : parts_[function];
}

/// A unit is of the programs of its targets if each of these has a main.
void Programs::findParts(const Symbols &symbols) {
  std::map<std::string, Mains> mainsOf;
  for (std::size_t i = 0; i < mains_.size(); ++i)
    for (std::uint32_t unit : symbols.unitsOf(mains_[i]))
      if (unit < program_.unitTargets.size())
        for (const std::string &target : program_.unitTargets[unit])
          mainsOf[target] |= Mains{1} << i;
  auto partsOf = [&](std::uint32_t unit) {
    Mains mains = 0;
    if (unit < program_.unitTargets.size())
      for (const std::string &target : program_.unitTargets[unit]) {
        auto found = mainsOf.find(target);
        if (found == mainsOf.end())
          return ~Mains{0}; // a library, or part of a program that is not seen whole
        mains |= found->second;
      }
    return mains ? mains : ~Mains{0};
  };
  std::vector<Mains> ofUnits;
  for (std::uint32_t unit = 0; unit < program_.units; ++unit)
    ofUnits.push_back(partsOf(unit));
  parts_.resize(program_.functions.size());
  for (FunctionIndex i = 0; i < parts_.size(); ++i) {
    for (std::uint32_t unit : symbols.unitsOf(i))
      parts_[i] |= ofUnits[unit];
    if (!parts_[i])
      parts_[i] = ~Mains{0};
  }
}

void Programs::findTakers(const Symbols &symbols) {
  takers_.resize(program_.functions.size());
  takes_.resize(program_.functions.size());
  auto take = [&](FunctionIndex taker, const SymbolId &symbol) {
    if (!symbol.empty())
      for (FunctionIndex taken : symbols.definitions(taker, symbol)) {
        takers_[taken].push_back(taker);
        takes_[taker].push_back(taken);
      }
  };
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
    for (const FunctionUse &use : program_.functions[i].facts.uses)
      take(i, use.function);
    for (const CallSite &call : program_.functions[i].facts.calls)
      for (const Argument &argument : call.arguments)
        take(i, argument.callable);
  }
}

/// The programs in which the address of a function is known. If it is only taken outside of all
/// that a main reaches (in a table), nobody knows.
Programs::Mains Programs::takenIn(FunctionIndex function) const {
  Mains mains = 0;
  for (FunctionIndex taker : takers_[function])
    mains |= reached_[taker];
  return mains || guesses_ != Guesses::All ? mains : ~Mains{0};
}

Programs::Mains Programs::along(const Edge &edge) const {
  if (edge.may && guesses_ == Guesses::None)
    return 0;
  bool byPointer = edge.kind == CallKind::Indirect || edge.kind == CallKind::Callback;
  return reached_[edge.from] & (byPointer ? takenIn(edge.to) : ~Mains{0});
}

/// First what calls by name reach, so that most takers are known; then what these give; then the
/// rest. What is never called is at least where its address is.
void Programs::spread() {
  for (std::size_t i = 0; i < mains_.size(); ++i)
    reached_[mains_[i]] = Mains{1} << i;
  for (Guesses guesses : {Guesses::None, Guesses::WhereTaken, Guesses::All}) {
    guesses_ = guesses;
    for (FunctionIndex i = 0; i < reached_.size(); ++i)
      if (reached_[i])
        pending_.push_back(i);
    while (!pending_.empty()) {
      FunctionIndex at = pending_.back();
      pending_.pop_back();
      follow(program_.functions[at].outgoing);
      for (FunctionIndex taken : takes_[at])
        follow(program_.functions[taken].incoming);
    }
  }
  for (FunctionIndex i = 0; i < reached_.size(); ++i)
    for (FunctionIndex taker : takers_[i])
      reached_[i] |= reached_[taker] & parts_[i];
}

void Programs::follow(const std::vector<EdgeIndex> &edges) {
  for (EdgeIndex index : edges) {
    const Edge &edge = program_.edges[index];
    Mains more = along(edge) & parts_[edge.to] & ~reached_[edge.to];
    if (!more)
      continue;
    reached_[edge.to] |= more;
    pending_.push_back(edge.to);
  }
}

} // namespace coax
