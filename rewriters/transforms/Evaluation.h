// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In which order the parts of an expression are evaluated, and which of them do something that
// others see. The order is the standard's ([expr], C++17) where it says one; arithmetic goes from
// left to right, as every compiler does it; arguments of a call have no order.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Expr.h>

#include <set>
#include <vector>

namespace coax {

struct Part {
  const clang::Expr *expression;
  bool ordered; ///< evaluated before all parts that follow
};

/// The direct parts of an expression in evaluation order; the body of a lambda is none.
std::vector<Part> partsOf(const clang::Expr &expression);

/// `&&`, `||` or `?:` of the language: some of its parts may not be evaluated.
bool isBranch(const clang::Expr &expression);

/// An assignment: its right side is evaluated first.
bool isAssignment(const clang::Expr &expression);

/// The expression names a variable or an object: its value is not the same at all times.
bool readsState(const clang::Stmt &expression);

/// The expression takes a value from memory that others may write: a member, a global variable,
/// what a pointer or reference leads to.
bool readsShared(const clang::Stmt &expression);

/// The parts of a branch: the one that is always evaluated, and those that may be skipped.
struct Branch {
  const clang::Expr *condition = nullptr;
  std::vector<const clang::Expr *> choices;
  bool any = false; ///< || and GNU's ?: go on if the condition is false

  explicit Branch(const clang::Expr &branch);
};

/// The expression without parentheses and what nobody wrote, but with its conversions.
const clang::Expr &stripped(const clang::Expr &expression);
/// The expression without its implicit conversions, too.
const clang::Expr &withoutImplicit(const clang::Expr &expression);

/// Parentheses, conversions that nobody wrote, materialised temporaries.
bool isWrapper(const clang::Stmt &statement);

/// True if the expression does something else than the `awaits` in it. What the standard library's
/// constructors and const members do, nobody else sees.
bool hasEffectBeside(const std::set<const clang::Expr *> &awaits, const clang::Stmt &expression,
                     const clang::ASTContext &context);

} // namespace coax
