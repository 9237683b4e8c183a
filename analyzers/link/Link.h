// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TuSummary* + Catalog ⇒ Program: the union of all units, who calls whom, where it blocks, and in
// which contexts each function runs. No IO, no clang types, cannot fail. The order of the summaries
// does not matter. Cost: linear in functions, calls and edges.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Program.h"

#include <vector>

namespace coax {

Program linkProgram(std::vector<TuSummary> summaries, const Catalog &catalog);

} // namespace coax
