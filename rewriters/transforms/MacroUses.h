// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One translation unit + Plan ⇒ edits that write out the macros in the way of the plan: those that
// spell a `return` or a waiting call of a function that becomes a coroutine, define such a
// function, or evaluate a waiting argument more than once, under a condition, or not only that.
#pragma once

#include "rewriters/transforms/Unit.h"

namespace coax {

/// Each edit is owned by the function for whose sake it is made. No refusals.
UnitRewrite writeOutMacros(const CompileUnit &unit, const Plan &plan,
                           llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = nullptr);

} // namespace coax
