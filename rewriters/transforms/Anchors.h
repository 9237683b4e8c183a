// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where declarations can be put that a full-expression needs.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/ParentMap.h>
#include <clang/AST/Stmt.h>

namespace coax {

/// The statement in front of which declarations may stand: one that evaluates `full` first, and
/// once. `full` stands directly below `statement`. Null if there is none.
const clang::Stmt *anchorOf(const clang::Expr &full, const clang::Stmt &statement,
                            const clang::ParentMap &parents);

/// True if the value initialises a variable of its own type where it stands, or will (conditions
/// that await are declared).
bool declaresResult(const clang::Expr &full, const clang::Stmt &statement,
                    const clang::ASTContext &context);

} // namespace coax
