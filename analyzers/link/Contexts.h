// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edges and sites ⇒ where each function runs, and whether it may block. Both are breadth-first
// searches over edges that stay on the caller's thread: paths without a guess win over paths with
// one, then those from a root that is no test or example, then the shortest, then the first in the
// order of the program. Cycles are no concern.
#pragma once

#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

namespace coax {

/// Fills the contexts of functions and instances. A function without any other context gets
/// Unknown, from the uncalled function that leads to it. Of several programs, a root leads to what
/// can run in one of its own.
void findContexts(Program &program, const Symbols &symbols);

/// Fills what functions and instances wait for.
void findBlocking(Program &program);

} // namespace coax
