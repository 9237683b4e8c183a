// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros that stand in the way of a migration are written out before it, where it gains by that.
#pragma once

#include "rewriters/verify/Migrate.h"

namespace coax {

/// What would be written out if macros were no obstacle; sorted, each owned by a function.
std::vector<Edit> macrosInTheWay(Program program, const std::vector<SourceUnit> &units,
                                 const MigrateOptions &options);

/// Those whose function becomes a coroutine.
std::vector<Edit> usefulTo(const Plan &plan, const std::vector<Edit> &writtenOut);

/// Says of a plan for sources after the edits where its functions and calls stand before them.
void placeInOriginal(Plan &plan, const std::vector<FileChange> &changes,
                     const std::vector<Edit> &edits);

} // namespace coax
