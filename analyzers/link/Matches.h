// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the catalog says of every call, looked up once.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace coax {

/// Going through all calls of so many functions is worth a thread.
inline constexpr std::size_t functionsWorthAThread = 1 << 12;

class Matches {
public:
  Matches(const Program &program, const Symbols &symbols, const Catalog &catalog,
          std::size_t threads = 1);

  /// Null if the catalog says nothing of this call.
  const CatalogEntry *of(FunctionIndex function, std::size_t call) const {
    return entries_[firstCall_[function] + call];
  }

  /// The entry is not about the function that the call names, but about one that it reaches through
  /// a pointer, or hands over to be called.
  bool isThroughPointer(FunctionIndex function, std::size_t call) const {
    return throughPointer_.contains({function, call});
  }

  /// A function that is declared blocking and that the call reaches in this way; noFunction if
  /// there is none.
  FunctionIndex declaredThroughPointer(FunctionIndex function, std::size_t call) const {
    auto found = declaredThroughPointer_.find({function, call});
    return found == declaredThroughPointer_.end() ? noFunction : found->second;
  }

private:
  class KnownNames;

  void matchCalls(const Program &program, const Symbols &symbols, const Catalog &catalog,
                  KnownNames &names, FunctionIndex function);
  void followPointers(const Program &program, const Symbols &symbols, const Catalog &catalog);

  std::vector<std::size_t> firstCall_;        ///< of each function, in entries_
  std::vector<const CatalogEntry *> entries_; ///< of all calls
  std::set<std::pair<FunctionIndex, std::size_t>> throughPointer_;
  std::map<std::pair<FunctionIndex, std::size_t>, FunctionIndex> declaredThroughPointer_;
};

} // namespace coax
