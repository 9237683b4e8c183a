// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Matches.h"

#include "analyzers/link/StoredFunctions.h"

#include <llvm/ADT/DenseMap.h>

#include <string>

namespace coax {
namespace {

/// A function of this program that is named like one of the C library (`static int wait(Job *)`)
/// is not the library's.
bool shadowsLibrary(const CallSite &call, FunctionIndex callee, const Program &program) {
  return callee != noFunction && program.functions[callee].facts.hasBody &&
         call.name.find("::") == std::string::npos;
}

/// Whether the catalog has entries of a name, asked once for each name: a program names few
/// functions often, and the catalog compares a name with all of its patterns.
class KnownNames {
public:
  explicit KnownNames(const Catalog &catalog) : catalog_(catalog) {}

  bool contain(const Text &name) {
    auto [place, isNew] = known_.try_emplace(&name.str(), false);
    if (isNew)
      place->second = catalog_.names(name);
    return place->second;
  }

private:
  const Catalog &catalog_;
  llvm::DenseMap<const std::string *, bool> known_; ///< by where the characters are kept
};

} // namespace

Matches::Matches(const Program &program, const Symbols &symbols, const Catalog &catalog) {
  KnownNames names(catalog);
  firstCall_.reserve(program.functions.size());
  for (const Function &function : program.functions) {
    firstCall_.push_back(entries_.size());
    for (const CallSite &call : function.facts.calls) {
      const CatalogEntry *entry = names.contain(call.name) ? catalog.match(call) : nullptr;
      bool shadowed = entry && shadowsLibrary(call, symbols.find(call.callee), program);
      entries_.push_back(shadowed ? nullptr : entry);
    }
  }
  followPointers(program, symbols, catalog);
}

void Matches::followPointers(const Program &program, const Symbols &symbols,
                             const Catalog &catalog) {
  StoredFunctions stored(program, symbols);
  for (const StoredFunctions::Place &place : stored.callsToFollow()) {
    const CatalogEntry *&known = entries_[firstCall_[place.function] + place.call];
    if (known)
      continue;
    const CallSite &at = program.functions[place.function].facts.calls[place.call];
    for (const CallSite &call : stored.calledBy(place.function, at))
      if (const CatalogEntry *entry = catalog.match(call); entry && entry->role == Role::Blocks) {
        known = entry;
        throughPointer_.emplace(place.function, place.call);
        break;
      }
  }
}

} // namespace coax
