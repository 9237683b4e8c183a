// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One translation unit + Plan ⇒ edits and refusals. Nothing is written.
#pragma once

#include "analyzers/model/Edit.h"
#include "analyzers/tu/Parse.h"
#include "rewriters/transforms/UnitPlan.h"

#include <vector>

namespace coax {

struct UnitRewrite {
  std::vector<Edit> edits;       ///< sorted by file and offset
  std::vector<Refusal> refusals; ///< the plan must be made again without these
  std::vector<Problem> problems; ///< of the parse
  std::vector<SymbolId> asked;   ///< the functions that the plan was asked for; sorted
};

/// Rewrites what the plan names in this unit, its headers included. The edits hold only if there
/// are no refusals.
/// `files` replaces the real file system if not null.
UnitRewrite rewriteUnit(const CompileUnit &unit, const Plan &plan,
                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = nullptr);

} // namespace coax
