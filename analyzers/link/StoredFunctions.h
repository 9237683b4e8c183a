// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions whose address is stored, passed on or handed over, and that no edge tells about: those
// without a body in the program, of libraries above all, and those that are declared blocking.
#pragma once

#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace coax {

class StoredFunctions {
public:
  StoredFunctions(const Program &program, const Symbols &symbols);

  struct Place {
    FunctionIndex function;
    std::size_t call;
  };
  /// The calls that calledBy() may have an answer for, in the order of the program: few of all.
  const std::vector<Place> &callsToFollow() const { return callsToFollow_; }

  /// The direct calls that `call` in `from` stands for: through the variable, field or parameter
  /// that it reads, one for each such function that was put there. A function that a callee without
  /// a body runs, as std::for_each does, is called without arguments that are known.
  std::vector<CallSite> calledBy(FunctionIndex from, const CallSite &call) const;

private:
  struct Stored {
    FunctionIndex function;
    Text type; ///< of the value: "long (int, const void *, unsigned long)"
    auto operator<=>(const Stored &) const = default;
  };

  void collect(FunctionIndex from);
  /// noFunction if an edge tells what it does, or nobody declared it.
  FunctionIndex withoutEdge(FunctionIndex from, const SymbolId &function) const;
  CallSite directCall(const CallSite &call, const Stored &stored) const;

  const Program &program_;
  const Symbols &symbols_;
  std::vector<Place> callsToFollow_;
  std::unordered_map<std::string, std::vector<Stored>> stored_; ///< by member, or by parameter
};

} // namespace coax
