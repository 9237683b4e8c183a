// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries of a program that nobody wrote, shaped like those of real ones: lengths of names, types
// and paths, arguments a call, shares of calls that are virtual, implicit or leave the program, and
// headers whose inline functions several units define, are those of LevelDB's summaries. Calls a
// function are more, so that a function has five outgoing edges on average.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <cstddef>

namespace coax {

/// The same program for the same size, in every process; units are made one at a time.
class SyntheticProgram {
public:
  /// Of about so many distinct functions with bodies.
  explicit SyntheticProgram(std::size_t functions);

  std::size_t units() const { return units_; }

  /// `index` is below units(). Cost: linear in what the unit says.
  TuSummary unit(std::size_t index) const;

private:
  std::size_t units_;
};

} // namespace coax
