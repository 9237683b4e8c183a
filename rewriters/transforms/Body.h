// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The body of a function that becomes a coroutine: returns, awaits, offloads, tasks for threads.
// One object a function; nested lambdas are visited with objects of their own.
#pragma once

#include "analyzers/tu/Names.h"
#include "analyzers/tu/Places.h"
#include "rewriters/transforms/Attributes.h"
#include "rewriters/transforms/SourceEdits.h"
#include "rewriters/transforms/UnitPlan.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/ParentMap.h>
#include <clang/AST/StmtCXX.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace coax {

/// What every transformation of a unit works on.
struct UnitState {
  clang::ASTContext &context;
  Names &names;
  Places &places;
  SourceEdits &edits;
  const Attributes &attributes;
  const UnitPlan &plan;
  std::vector<Refusal> &refusals;
  std::set<std::tuple<clang::FileID, unsigned, unsigned>> &done; ///< calls that were rewritten
  /// Lambdas found in a body are functions of their own.
  std::function<void(const clang::LambdaExpr &)> visitLambda;
  /// Declarations in a body that are no variables.
  std::function<void(const clang::Decl &)> visitDeclaration;
  /// True if a macro turns this argument into a string.
  std::function<bool(const clang::Expr &)> isPrinted;
  /// Source that stays synchronous: calls of coroutines are bridged.
  std::function<void(const clang::Stmt &)> visitSynchronous;
};

class Body {
public:
  Body(UnitState &unit, SymbolId function, const clang::FunctionDecl &declaration,
       const clang::Stmt &body);

  /// Rewrites the body. Refusals go to the unit; the edits of a refused function are not used.
  void rewrite();

private:
  friend class CatchHandlers;
  friend class Conditions;
  friend class Declarations;
  friend class Regions;
  friend class Threads;
  friend class Hoist;

  void visit(const clang::Stmt &statement);
  void visitChild(const clang::Stmt &child, const clang::Stmt &parent);
  void visitCompound(const clang::CompoundStmt &compound);
  void visitTry(const clang::CXXTryStmt &statement);
  void visitSwitch(const clang::SwitchStmt &statement);
  void visitDeclaration(const clang::DeclStmt &statement);
  void visitReturn(const clang::ReturnStmt &statement);
  /// A full-expression that stands directly under `statement`.
  void visitFull(const clang::Expr &full, const clang::Stmt &statement);
  /// The parts of an expression that stays where it is; for rewritings of the whole.
  void visitParts(const clang::Expr &expression);
  void visitExpression(const clang::Expr &expression, const clang::Expr &full,
                       const clang::Stmt &statement);
  void apply(const CallPlan &plan, const clang::Expr &call, const clang::Expr &full);
  void applyCounterpart(const CallPlan &plan, const clang::Expr &call);
  bool offloadCall(const CallPlan &plan, const clang::Expr &call, const clang::Expr &full);
  void applyAwait(const clang::Expr &call);
  void applyOffload(const CallPlan &plan, const clang::Expr &call);

  /// The plan of a call in this function; it counts as seen from here on.
  const CallPlan *planFor(const clang::Expr &expression) const;
  /// A planned call that no expression of the source stands for cannot be rewritten.
  void refuseUnseen();
  /// Nothing in this source is rewritten again.
  void finish(const clang::Stmt &statement);
  bool needsParentheses(const clang::Expr &call) const;
  /// `__func__` becomes a string, where it would name a lambda or what `main` is called now.
  void spellFunctionNames(const clang::Stmt &statement);
  std::string freshName(const char *stem);
  void refuse(const CallPlan &plan, const std::string &reason);
  /// Refuses the awaits of an expression, or the function if there is no other way.
  void refuseAwaits(const clang::Expr &expression, const std::string &reason);
  bool refuseAwaitsIn(const clang::Stmt &statement, const std::string &reason);
  void refuseFunction(const std::string &reason);

  UnitState &unit_;
  SourceEdits &edits_;
  SymbolId function_;
  const clang::FunctionDecl &declaration_;
  const clang::Stmt &body_;
  clang::ParentMap parents_;
  std::set<const clang::Stmt *> finished_; ///< already rewritten as part of something larger
  std::map<std::string, unsigned> names_;
  mutable std::set<const CallPlan *> seen_;
  std::set<const clang::Expr *> awaits_;  ///< a co_await stands in front of these now
  std::set<const clang::Expr *> pooled_;  ///< those of them whose parts moved into a lambda
  std::set<const clang::Expr *> hoisted_; ///< a name stands for these, without an await
  std::set<const clang::Stmt *> braced_;  ///< statements in braces that were added
};

} // namespace coax
