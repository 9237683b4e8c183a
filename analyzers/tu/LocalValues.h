// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What local variables that are no constants are known to hold while a body is walked in source
// order: `int flags = MSG_PEEK; flags |= MSG_DONTWAIT;`. Integers, enumerators and durations whose
// address nobody takes. Where ways come together after one of them wrote a variable, it is not
// known.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Expr.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <cstdint>
#include <optional>

namespace coax {

class LocalValues {
public:
  /// `body`: of the function, whose expressions are looked at once, when a variable gets a known
  /// value; null: nothing is known.
  LocalValues(const clang::Stmt *body, const clang::ASTContext &context)
      : context_(context), body_(body) {}

  void declare(const clang::VarDecl &variable);
  void assign(const clang::BinaryOperator &assignment);
  /// Of what the statement may write, nothing is known.
  void forgetWritten(const clang::Stmt *statement);
  /// Another way comes in here that was not looked at: a label, a handler.
  void forgetAll() { known_.clear(); }

  /// The value of an expression as far as the variables in it are known.
  std::optional<std::int64_t> of(const clang::Expr &expression) const;
  /// Whether a condition holds, as far as that.
  std::optional<bool> truthOf(const clang::Expr &condition) const;

private:
  const clang::ASTContext &context_;
  const clang::Stmt *body_;
  bool searched_ = false;
  llvm::DenseSet<const clang::VarDecl *> followed_;
  llvm::DenseMap<const clang::VarDecl *, std::int64_t> known_;

  bool isFollowed(const clang::VarDecl &variable);
  void set(const clang::VarDecl &variable, std::optional<std::int64_t> value);
};

} // namespace coax
