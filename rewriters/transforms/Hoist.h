// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Gives names to temporaries that g++ 12 would destroy twice around a co_await.
//
//   Before:  int n = store({key, value});
//   After:   Record coax_argument1 = {key, value};
//            int n = co_await store(std::move(coax_argument1));
#pragma once

#include "rewriters/transforms/Body.h"
#include "rewriters/transforms/Shapes.h"

namespace coax {

class Hoist {
public:
  explicit Hoist(Body &body) : body_(body) {}

  /// False if an unsafe shape stays around the await that will stand at `call`.
  bool makeSafe(const CallPlan &plan, const clang::Expr &call, const clang::Expr &full,
                const clang::Stmt &statement);
  /// The unsafe expression around an offloaded call, if all of it can be offloaded instead.
  const clang::Expr *safeWhole(const clang::Expr &call, const clang::Expr &full) const;
  /// Moves the await itself in front of the statement where makeSafe() asked for it.
  void nameResult(const clang::Expr &call);

private:
  /// The statement of a block in front of which a declaration may stand; null if there is none.
  const clang::Stmt *anchorOf(const clang::Expr &full, const clang::Stmt &statement) const;
  bool hasEffectOfItsOwn(const clang::Stmt &expression) const;
  bool comesFirst(const clang::Expr &expression, const clang::Expr &full) const;
  bool nameArgument(const clang::Expr &temporary, const clang::Stmt &anchor);

  Body &body_;
};

} // namespace coax
