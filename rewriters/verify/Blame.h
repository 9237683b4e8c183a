// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An error in the changed sources ⇒ the smallest decision of the plan that can be taken back.
#pragma once

#include "analyzers/model/Program.h"
#include "rewriters/transforms/UnitPlan.h"
#include "rewriters/verify/Check.h"

#include <optional>

namespace coax {

/// Where a place of the changed text stood before: inside an edit, at the edit's start.
Location originalPlace(const FileChange &change, const std::vector<Edit> &edits,
                       const Location &changed);

/// What to refuse so that the error goes away; nothing if no decision of the plan is near it.
std::optional<Refusal> blame(const CompileError &error, const std::vector<FileChange> &changes,
                             const std::vector<Edit> &edits, const Program &program,
                             const Plan &plan);

} // namespace coax
