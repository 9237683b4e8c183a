// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Merge.h"

#include "analyzers/base/Parallel.h"
#include "analyzers/link/MergeFacts.h"

#include <llvm/ADT/DenseMap.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace coax {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t unitsWorthAThread = 16;

/// A definition is known by USR and place, a declaration by USR alone. Functions stay in their
/// summaries until it is known where they go.
class Merger {
public:
  /// `facts` are canonical.
  void add(FunctionFacts &facts, std::uint32_t unit) {
    std::size_t index = indexOf(facts);
    if (index == functions_.size()) {
      functions_.push_back({&facts, {unit}});
      return;
    }
    Merged &known = functions_[index];
    if (facts.hasBody)
      mergeDefinition(*known.facts, std::move(facts));
    else
      mergeDeclaration(*known.facts, std::move(facts));
    if (known.units.back() != unit)
      known.units.push_back(unit);
  }

  MergedFunctions finish() && {
    absorbDeclarations();
    MergedFunctions merged;
    merged.functions.reserve(functions_.size());
    merged.units.reserve(functions_.size());
    for (std::size_t index : sortedOrder()) {
      merged.functions.emplace_back().facts = std::move(*functions_[index].facts);
      merged.units.push_back(std::move(functions_[index].units));
    }
    return merged;
  }

private:
  struct Merged {
    FunctionFacts *facts;
    UnitList units;
    std::size_t sameUsr = none; ///< the next function of this USR
    bool absorbed = false;      ///< a declaration whose facts went into definitions
  };

  static bool same(const FunctionFacts &a, const FunctionFacts &b) {
    return a.hasBody == b.hasBody && (!a.hasBody || a.location == b.location);
  }

  /// Where the function is, or functions_.size(): that is then where it must be put.
  std::size_t indexOf(const FunctionFacts &facts) {
    auto [place, isNew] = byUsr_.try_emplace(&facts.id.usr.str(), functions_.size());
    if (isNew)
      return place->second;
    std::size_t last = none;
    for (std::size_t i = place->second; i != none; i = functions_[i].sameUsr) {
      if (same(*functions_[i].facts, facts))
        return i;
      last = i;
    }
    return functions_[last].sameUsr = functions_.size();
  }

  std::size_t declarationOf(const FunctionFacts &definition) const {
    std::size_t i = byUsr_.find(&definition.id.usr.str())->second;
    while (i != none && functions_[i].facts->hasBody)
      i = functions_[i].sameUsr;
    return i;
  }

  /// Moves what declarations know into the definitions of the same USR.
  void absorbDeclarations() {
    for (Merged &function : functions_) {
      if (!function.facts->hasBody)
        continue;
      std::size_t declaration = declarationOf(*function.facts);
      if (declaration == none)
        continue;
      absorbDeclaration(*function.facts, *functions_[declaration].facts);
      functions_[declaration].absorbed = true;
    }
  }

  /// Each file's position among all files.
  llvm::DenseMap<const std::string *, unsigned> rankedFiles() const {
    llvm::DenseMap<const std::string *, unsigned> ranks;
    std::vector<const std::string *> files;
    for (const Merged &function : functions_)
      if (ranks.try_emplace(&function.facts->location.file.str()).second)
        files.push_back(&function.facts->location.file.str());
    std::sort(files.begin(), files.end(), [](auto *a, auto *b) { return *a < *b; });
    for (unsigned rank = 0; rank < files.size(); ++rank)
      ranks[files[rank]] = rank;
    return ranks;
  }

  /// The functions that were not absorbed, by (file, line, column, USR).
  std::vector<std::size_t> sortedOrder() const {
    struct Place {
      unsigned file, line, column;
      std::size_t index;
    };
    auto ranks = rankedFiles();
    std::vector<Place> places;
    for (std::size_t i = 0; i < functions_.size(); ++i)
      if (const Location &at = functions_[i].facts->location; !functions_[i].absorbed)
        places.push_back({ranks.find(&at.file.str())->second, at.line, at.column, i});
    std::sort(places.begin(), places.end(), [&](const Place &a, const Place &b) {
      return std::tie(a.file, a.line, a.column, functions_[a.index].facts->id) <
             std::tie(b.file, b.line, b.column, functions_[b.index].facts->id);
    });
    std::vector<std::size_t> order;
    for (const Place &place : places)
      order.push_back(place.index);
    return order;
  }

  std::vector<Merged> functions_;
  /// The first function of each USR, by where the USR's characters are kept.
  llvm::DenseMap<const std::string *, std::size_t> byUsr_;
};

} // namespace

MergedFunctions mergeFunctions(std::vector<TuSummary> summaries, std::size_t threads) {
  inParts(summaries.size(), partCount(summaries.size(), unitsWorthAThread, threads),
          [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t unit = begin; unit < end; ++unit)
              for (FunctionFacts &facts : summaries[unit].functions)
                canonicalize(facts);
          });
  Merger merger;
  for (std::size_t unit = 0; unit < summaries.size(); ++unit)
    for (FunctionFacts &facts : summaries[unit].functions)
      merger.add(facts, static_cast<std::uint32_t>(unit));
  return std::move(merger).finish();
}

} // namespace coax
