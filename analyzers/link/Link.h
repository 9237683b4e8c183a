// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TuSummary* + Catalog ⇒ Program: the union of all units, who calls whom, where it blocks, and in
// which contexts each function runs. No IO, no clang types, cannot fail. The order of the summaries
// does not matter, nor does the number of threads. Cost: linear in functions, calls and edges.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Program.h"

#include <cstddef>
#include <vector>

namespace coax {

/// `threads`: how many may work, this one among them. They are gone when it returns.
Program linkProgram(std::vector<TuSummary> summaries, const Catalog &catalog,
                    std::size_t threads = 1);

} // namespace coax
