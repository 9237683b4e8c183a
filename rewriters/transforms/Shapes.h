// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expressions around a co_await that g++ 12 compiles wrongly: temporaries of the full-expression
// that are destroyed twice. What is on this list is hoisted into named locals or refused.
// Evidence: the compile-and-run suite of the runtime (coroutine shapes).
#pragma once

#include <clang/AST/Expr.h>

#include <vector>

namespace coax {

enum class ShapeKind {
  Argument, ///< a temporary that can be hoisted into a named local: a lambda, a braced list
  Around, ///< an expression around the await: new T(co_await …), {co_await …}, b ? co_await … : t
};

struct UnsafeShape {
  ShapeKind kind;
  const clang::Expr *expression;
};

/// All unsafe shapes in a full-expression that will contain a co_await at `await`. The outermost
/// ones only; bodies of lambdas do not count.
std::vector<UnsafeShape> unsafeShapes(const clang::Expr &full, const clang::Expr &await);

/// True if a value of this type can leave the function that makes it by a move. A class that only
/// copies would be copied and destroyed where it was not before.
bool canMove(clang::QualType type);

/// True if destroying an object of this type twice can be noticed.
bool hasDestructor(clang::QualType type);

} // namespace coax
