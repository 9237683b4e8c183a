// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which programs of a build a function can run in. A build with several mains links some functions
// into all of them; one that is only called through a pointer runs where its address is taken. What
// is compiled for targets that have a main each is of these programs only.
#pragma once

#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

#include <cstdint>
#include <vector>

namespace coax {

class Programs {
public:
  /// With one main, or more than 64, nothing is known.
  Programs(const Program &program, const Symbols &symbols);

  bool areSeveral() const { return !reached_.empty(); }

  /// Some program may run both functions. True if it is not known where one of them runs.
  bool shareOne(FunctionIndex a, FunctionIndex b) const;

private:
  using Mains = std::uint64_t; ///< a bit each
  enum class Guesses { None, WhereTaken, All };

  void findParts(const Symbols &symbols);
  Mains programsOf(FunctionIndex function) const;
  void findTakers(const Symbols &symbols);
  void spread();
  void follow(const std::vector<EdgeIndex> &edges);
  Mains along(const Edge &edge) const;
  Mains takenIn(FunctionIndex function) const;

  const Program &program_;
  std::vector<FunctionIndex> mains_;
  std::vector<Mains> reached_;                     ///< by function; empty if nothing is known
  std::vector<Mains> parts_;                       ///< by function: all that it can be a part of
  std::vector<std::vector<FunctionIndex>> takers_; ///< who takes its address
  std::vector<std::vector<FunctionIndex>> takes_;  ///< whose address it takes
  std::vector<FunctionIndex> pending_;             ///< whose edges may give more
  Guesses guesses_ = Guesses::None;                ///< which edges are followed now
};

} // namespace coax
