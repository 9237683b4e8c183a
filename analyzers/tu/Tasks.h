// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call's result and arguments mean for a coroutine that may outlive the call.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/Expr.h>

namespace coax {

/// Sets resultType and taskStart from the type of the call expression.
void describeResult(Unit &unit, clang::QualType type, CallSite &site);

/// How long what an argument refers to lives: through references, addresses, std::ref() and
/// conversions to views. The argument's own copy is no concern of it.
Lifetime lifetimeOf(const clang::Expr &argument);

} // namespace coax
