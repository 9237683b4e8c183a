// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conditions of branches and loops that await: g++ 12 compiles most of them wrongly where they stand.
//
//   Before:  if (ready()) …
//   After:   if (const bool coax_condition1 = co_await ready(); coax_condition1) …
//   Before:  while (a && more()) …
//   After:   while ([[maybe_unused]] const bool coax_condition2 = a && co_await more()) …
#pragma once

#include "rewriters/transforms/Body.h"

namespace coax {

class Conditions {
public:
  explicit Conditions(Body &body) : body_(body) {}

  /// Gives the condition of a statement a name, once its parts were rewritten.
  void name(const clang::Stmt &statement);

private:
  bool staysInHead(const clang::Expr &condition) const;
  void nameLast(const clang::DoStmt &loop);

  Body &body_;
};

} // namespace coax
