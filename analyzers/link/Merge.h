// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TuSummary* ⇒ every function once, sorted by (file, line, column, USR). The copies of an inline
// function and the instantiations of a template are one function with the union of their calls. A
// definition wins over a declaration. Definitions of one USR at different places stay apart: each
// program of a build has its `main`, and clang's USRs name files without their folders.
#pragma once

#include "analyzers/model/Program.h"

#include <llvm/ADT/SmallVector.h>

#include <cstdint>
#include <vector>

namespace coax {

/// Ascending indices of units.
using UnitList = llvm::SmallVector<std::uint32_t, 4>;

struct MergedFunctions {
  std::vector<Function> functions;
  /// For each function the units that contain it. Only good for intersections.
  std::vector<UnitList> units;
};

MergedFunctions mergeFunctions(std::vector<TuSummary> summaries, std::size_t threads = 1);

} // namespace coax
