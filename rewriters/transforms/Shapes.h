// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Temporaries beside a co_await that g++ 12 destroys twice. What is on this list is hoisted into
// named locals or refused.
// Evidence: the compile-and-run suite of the runtime (coroutine shapes).
#pragma once

#include <clang/AST/Expr.h>

namespace coax {

/// A braced list that makes an object with a destructor, or a std::initializer_list.
bool isBracedTemporary(const clang::Expr &expression);

/// A temporary that is destroyed twice if an await stands in its full-expression: a braced list, a
/// lambda that owns something.
bool isUnsafeTemporary(const clang::Expr &expression);

/// Braces, `new`, `throw` of an object and the captures of a lambda that owns something: g++ 12
/// cannot have an await in there.
bool isForced(const clang::Expr &expression);

/// True if a value of this type can leave the function that makes it by a move. A class that only
/// copies would be copied and destroyed where it was not before.
bool canMove(clang::QualType type);

/// True if destroying an object of this type twice can be noticed.
bool hasDestructor(clang::QualType type);

/// True if it may matter when an object of this type is destroyed. It does not where the object holds
/// nothing but memory: strings, containers and classes of such.
bool destructionShows(clang::QualType type);

/// True for a call of a function that is declared not to return.
bool neverReturns(const clang::Stmt &statement);

} // namespace coax
