// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From USRs to the functions of one program, and from a method to what overrides it.
#pragma once

#include "analyzers/model/Program.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coax {

class Symbols {
public:
  /// `functions` must outlive this and not move. `units` as in MergedFunctions.
  Symbols(const std::vector<Function> &functions, std::vector<std::vector<std::uint32_t>> units);

  /// Any function of that USR, with or without a body; noFunction if there is none.
  FunctionIndex find(const SymbolId &symbol) const;

  /// The definitions that a mention of `symbol` in `from` can mean, ascending. Of several
  /// definitions in one build, those that share a unit with `from`; if none does, those in the
  /// nearest folder: a build of several programs has them in folders of their own.
  std::vector<FunctionIndex> definitions(FunctionIndex from, const SymbolId &symbol) const;

  /// The definitions that dynamic dispatch on `method` can reach: its own and those of all methods
  /// that override it, directly or not. Ascending.
  const std::vector<FunctionIndex> &dispatch(const SymbolId &method) const;

private:
  void indexOverrides();
  bool shareUnit(FunctionIndex a, FunctionIndex b) const;
  std::vector<FunctionIndex> nearest(FunctionIndex from,
                                     std::vector<FunctionIndex> definitions) const;

  const std::vector<Function> &functions_;
  std::vector<std::vector<std::uint32_t>> units_;
  std::unordered_map<std::string_view, FunctionIndex> first_;
  std::vector<FunctionIndex> next_; ///< the next function of the same USR
  std::unordered_map<std::string_view, std::vector<FunctionIndex>> overriders_;
  mutable std::unordered_map<std::string_view, std::vector<FunctionIndex>> dispatch_; ///< memo
};

} // namespace coax
