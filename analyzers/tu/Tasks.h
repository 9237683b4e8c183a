// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call's result and arguments mean for a coroutine that may outlive the call.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/Expr.h>
#include <clang/AST/StmtCXX.h>

namespace coax {

/// Sets resultType and taskStart from what the call returns by value.
void describeResult(Unit &unit, const clang::CallExpr &call, CallSite &site);

/// The parameters of the coroutine, not the class that it returns, say what its promise is.
bool isPromiseByParameters(const clang::CoroutineBodyStmt &body,
                           const clang::FunctionDecl &coroutine);

/// When the coroutine begins that an object of this class stands for.
TaskStart startOf(const clang::CXXRecordDecl &task, const clang::ASTContext &context);

/// How long what an argument refers to lives: through references, addresses, std::ref() and
/// conversions to views. The argument's own copy is no concern of it.
Lifetime lifetimeOf(const clang::Expr &argument);

} // namespace coax
