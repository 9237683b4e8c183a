// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expression ⇒ the function that calling its value runs, or the variable that says so.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/Expr.h>

#include <string>
#include <vector>

namespace coax {

/// At most one of the first three is set.
struct CallableValue {
  const clang::FunctionDecl *function = nullptr; ///< a lambda's body, a function, a bound target
  int parameter = -1;   ///< 0-based parameter of the function that contains the expression
  std::string variable; ///< qualified name of the field or variable; locals: "ns::f::name"; also
                        ///< nameOfChoice() and nameOfResult()
  std::vector<const clang::FunctionDecl *> overloads =
      {}; ///< all that `variable` stands for, where that is no variable but a class

  bool known() const { return function || parameter >= 0 || !variable.empty(); }
  bool operator==(const CallableValue &) const = default;
};

class Callables {
public:
  /// `body`: the function whose expressions are asked about; null for initialisers of globals.
  Callables(Unit &unit, const clang::FunctionDecl *body) : unit_(unit), body_(body) {}

  /// Looks through casts, copies, std::move, std::bind, std::ref, std::function and their like
  /// (a function of a library whose result is callable wraps what it is given).
  CallableValue resolve(const clang::Expr *expression);

  /// The parameter of this body whose value the expression passes on, whatever resolve() knows from
  /// its type: 0-based, -1 if it is none.
  int parameterOf(const clang::Expr *expression);

  /// The variable, field or parameter in which the value of this expression is held: through
  /// dereferences, subscripts, iterators, references, members of library containers and pairs.
  CallableValue storage(const clang::Expr *expression);

  /// `variable` ranges over, refers to or is an element of what `source` holds.
  void addAlias(const clang::ValueDecl &variable, const clang::Expr &source) {
    aliases_[&variable] = &source;
  }

  /// Stands for a variable that is given both sides of `condition ? this : that`.
  std::string nameOfChoice(const clang::AbstractConditionalOperator &choice);
  /// Stands for a variable that is given what a function of the program returns.
  std::string nameOfResult(const clang::FunctionDecl &function);

  /// A call of a library function that only wraps a callable: it does not call it.
  bool isWrapping(const clang::Expr &expression) const;

private:
  Unit &unit_;
  const clang::FunctionDecl *body_;
  llvm::DenseMap<const clang::ValueDecl *, const clang::Expr *> aliases_;

  CallableValue declared(const clang::ValueDecl &declaration);
  CallableValue object(const clang::CXXRecordDecl &record, const clang::Expr &expression);
  std::string at(clang::SourceLocation location);
  CallableValue chosen(const clang::AbstractConditionalOperator &choice);
  CallableValue firstOf(llvm::ArrayRef<const clang::Expr *> expressions);
};

/// Without parentheses, casts and the nodes that the compiler adds for temporaries.
const clang::Expr *core(const clang::Expr *expression);

/// The temporary that an expression is; null if it is none.
const clang::MaterializeTemporaryExpr *temporaryIn(const clang::Expr &expression);

} // namespace coax
