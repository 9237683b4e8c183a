// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a statement reads and writes, as far as the variables that it names show. Evidence for
// people, and conservative: what two statements might have in common counts as written by both.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/Decl.h>
#include <clang/AST/Stmt.h>

namespace coax {

struct IterationEffects {
  Effects effects;
  bool awaitsElement = false;
  bool leaves = false;
  const clang::CXXRecordDecl *joined = nullptr; ///< AwaitingLoop::joined
};

/// Variables that `statement` declares itself are left out.
Effects effectsOf(const Unit &unit, const clang::Stmt &statement);

/// Of one iteration of a for or range-for loop over `element`.
IterationEffects effectsOfIteration(const Unit &unit, const clang::Stmt &loop,
                                    const clang::VarDecl &element);

/// The variable that counts a loop, an iterator too: `for (T i = …; …; ++i)`. Null if there is none.
const clang::VarDecl *countedBy(const clang::ForStmt &loop);

/// The only variable of a declaration, if what it is initialised with is awaited; else null.
const clang::VarDecl *awaitingDeclaration(const clang::Stmt &statement);

} // namespace coax
