// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Matches.h"

#include "analyzers/base/Parallel.h"
#include "analyzers/link/Annotations.h"
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

} // namespace

/// Whether the catalog has entries of a name, asked once for each name: a program names few
/// functions often, and the catalog compares a name with all of its patterns.
class Matches::KnownNames {
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

Matches::Matches(const Program &program, const Symbols &symbols, const Catalog &catalog,
                 std::size_t threads) {
  const std::vector<Function> &functions = program.functions;
  firstCall_.reserve(functions.size());
  std::size_t calls = 0;
  for (const Function &function : functions) {
    firstCall_.push_back(calls);
    calls += function.facts.calls.size();
  }
  entries_.resize(calls);
  inParts(functions.size(), partCount(functions.size(), functionsWorthAThread, threads),
          [&](std::size_t, std::size_t begin, std::size_t end) {
            KnownNames names(catalog);
            for (std::size_t function = begin; function < end; ++function)
              matchCalls(program, symbols, catalog, names, function);
          });
  followPointers(program, symbols, catalog);
}

void Matches::matchCalls(const Program &program, const Symbols &symbols, const Catalog &catalog,
                         KnownNames &names, FunctionIndex function) {
  std::size_t next = firstCall_[function];
  for (const CallSite &call : program.functions[function].facts.calls) {
    const CatalogEntry *entry = names.contain(call.name) ? catalog.match(call) : nullptr;
    bool shadowed = entry && shadowsLibrary(call, symbols.find(call.callee), program);
    entries_[next++] = shadowed ? nullptr : entry;
  }
}

void Matches::followPointers(const Program &program, const Symbols &symbols,
                             const Catalog &catalog) {
  StoredFunctions stored(program, symbols);
  for (const StoredFunctions::Place &place : stored.callsToFollow()) {
    const CatalogEntry *&known = entries_[firstCall_[place.function] + place.call];
    if (known)
      continue;
    const CallSite &at = program.functions[place.function].facts.calls[place.call];
    for (const CallSite &call : stored.calledBy(place.function, at)) {
      if (const CatalogEntry *entry = catalog.match(call); entry && entry->role == Role::Blocks) {
        known = entry;
        throughPointer_.emplace(place.function, place.call);
        break;
      }
      if (FunctionIndex callee = symbols.find(call.callee);
          isDeclaredBlocking(program.functions[callee].facts))
        declaredThroughPointer_.try_emplace({place.function, place.call}, callee);
    }
  }
}

} // namespace coax
