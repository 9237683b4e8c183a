// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From USRs to the functions of one program, and from a method to what overrides it. Every lookup
// costs one hash of a pointer: a USR is known by where its characters are kept (base/Text.h). Any
// thread may look up.
#pragma once

#include "analyzers/link/Merge.h"
#include "analyzers/model/Program.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/SmallVector.h>

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace coax {

/// Mostly one or none.
using FunctionList = llvm::SmallVector<FunctionIndex, 4>;

class Symbols {
public:
  /// `functions` must outlive this and not move. `units` as in MergedFunctions.
  Symbols(const std::vector<Function> &functions, std::vector<UnitList> units);

  /// Any function of that USR, with or without a body; noFunction if there is none.
  FunctionIndex find(const SymbolId &symbol) const;

  /// The definitions that a mention of `symbol` in `from` can mean, ascending. Of several
  /// definitions in one build, those that share a unit with `from`; if none does, those in the
  /// nearest folder: a build of several programs has them in folders of their own.
  FunctionList definitions(FunctionIndex from, const SymbolId &symbol) const;

  /// The definitions that a call of `symbol` as a value in `from` can run: of a virtual method, all
  /// that dispatch() gives, as a pointer to it does not say of which class the object is.
  FunctionList values(FunctionIndex from, const SymbolId &symbol) const;

  /// The definitions that dynamic dispatch on `method` can reach: its own and those of all methods
  /// that override it, directly or not. Ascending.
  const std::vector<FunctionIndex> &dispatch(const SymbolId &method) const;

  /// The definitions that a call in `from` reaches by naming its callee, ascending. Of a virtual
  /// method, those that an object of the receiver's static class can have.
  FunctionList callees(FunctionIndex from, const CallSite &call) const;

  /// The units that contain it; as in MergedFunctions.
  const UnitList &unitsOf(FunctionIndex function) const { return units_[function]; }

private:
  using Usr = const std::string *;

  void indexOverrides();
  bool shareUnit(FunctionIndex a, FunctionIndex b) const;
  FunctionList nearest(FunctionIndex from, FunctionList definitions) const;
  bool mayBeOf(FunctionIndex method, const Text &receiver) const;

  const std::vector<Function> &functions_;
  std::vector<UnitList> units_;
  std::vector<bool> hasBody_; ///< as in the functions: close together, where lookups need it
  llvm::DenseMap<Usr, FunctionIndex> first_;
  std::vector<FunctionIndex> next_; ///< the next function of the same USR
  llvm::DenseMap<Usr, std::vector<FunctionIndex>> overriders_;
  llvm::DenseSet<const std::string *> classes_; ///< that have virtual methods, or are bases of such
  /// Memo. Its elements do not move.
  mutable std::mutex dispatching_; ///< guards it
  mutable std::unordered_map<Usr, std::vector<FunctionIndex>> dispatch_;
};

} // namespace coax
