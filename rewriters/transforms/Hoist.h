// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Takes expressions apart that g++ 12 compiles wrongly around a co_await. It runs every await of a
// full-expression before the rest of it, also those of parts that are not evaluated, and destroys
// some temporaries twice. What must come before an await moves in front of the statement, in the
// order of evaluation; an await that may be skipped is declared, or gets a coroutine of its own.
//
//   Before:  return next() + load(id);       After:  auto coax_value1 = next();
//                                                    co_return coax_value1 + co_await load(id);
//   Before:  return cached && refresh();     After:  const bool coax_result1 =
//                                                        cached && co_await refresh();
//                                                    co_return coax_result1;
//   Before:  int n = store({key, value});    After:  Record coax_argument1 = {key, value};
//                                                    int n = co_await
//                                                        store(std::move(coax_argument1));
#pragma once

#include "rewriters/transforms/Body.h"
#include "rewriters/transforms/Evaluation.h"
#include "rewriters/transforms/Shapes.h"

#include <string>
#include <vector>

namespace coax {

class Hoist {
public:
  explicit Hoist(Body &body) : body_(body) {}

  /// The unsafe expression around an offloaded call, if all of it can be offloaded instead.
  const clang::Expr *safeWhole(const clang::Expr &call, const clang::Expr &full) const;
  /// Takes a full-expression below `statement` apart, once all of its calls were rewritten. Refuses
  /// an await in it if that is impossible.
  void lower(const clang::Expr &full, const clang::Stmt &statement);
  /// True if an await stands in the expression that was not there before.
  bool awaitsNow(const clang::Stmt &statement) const;

private:
  using Statements = std::vector<std::string>;

  // What the expression is (HoistDecisions.cpp).
  bool isAwait(const clang::Expr &expression) const;
  bool isPooled(const clang::Expr &expression) const;
  unsigned countAwaits(const clang::Stmt &statement) const;
  bool awaits(const clang::Stmt &statement) const { return countAwaits(statement) > 0; }
  bool awaitsOutside(const clang::Expr &expression) const;
  bool hasEffect(const clang::Expr &expression) const;
  /// Temporaries with a destructor beside an await: g++ 12 makes them before every await, also
  /// those of parts that are not evaluated.
  enum class Early { No, Always, Skippable };
  Early earlyTemporary(const clang::Expr &expression, bool skippable = false) const;
  bool hasTemporary(const clang::Expr &expression) const;
  bool branchAwaits(const clang::Expr &expression) const;
  bool isStraight(const clang::Expr &expression) const;
  bool isCompact(const clang::Expr &expression) const;
  std::vector<const clang::Expr *> alternativesOf(const clang::Expr &branch) const;
  bool canGroup(const std::vector<const clang::Expr *> &operands) const;
  bool mustNameTemporary(const clang::Expr &expression) const;
  bool hasTemporaryToName(const clang::Expr &expression) const;
  bool needsStatements(const clang::Expr &expression) const;
  bool mustName(const clang::Expr &whole, const std::vector<Part> &parts, std::size_t index) const;

  bool isBlock(const clang::Expr &expression) const;
  void collectBlocks(const clang::Stmt &statement, std::vector<const clang::Expr *> &blocks) const;
  bool hasEffectBesideBlocks(const clang::Expr &expression) const;
  bool comesFirst(const clang::Expr &block) const;

  // What is done with it.
  void groupAlternatives(const clang::Expr &expression);
  void openBlock(const clang::Expr &block, Statements &before);
  bool lowerBlocks(const clang::Expr &full, const clang::Stmt &statement);
  void lowerPart(const clang::Expr &expression, Statements &before);
  void lowerParts(const clang::Expr &expression, Statements &before);
  void lowerBranch(const clang::Expr &branch, Statements &before);
  void nameValue(const clang::Expr &expression, Statements &before);
  void dropValue(const clang::Expr &expression, Statements &before);
  void nameTemporary(const clang::Expr &temporary, Statements &before);
  void discard(const clang::Expr &expression, Statements &before);
  std::string conditionOf(const clang::Expr &condition, Statements &before);
  std::string declareResult(const clang::Expr &branch, Statements &before);
  std::string asBool(const clang::Expr &operand);
  Statements valueOf(const clang::Expr &result);
  Statements bodyOf(const clang::Expr &branch);
  void addLogical(const Branch &parts, Statements &body);
  void addConditional(const Branch &parts, Statements &body);
  void addShortConditional(const Branch &parts, Statements &body);
  bool wrapInCoroutine(const clang::Expr &expression, const Statements &statements);
  std::string writtenType(clang::QualType type) const;
  std::string take(const clang::Expr &expression);
  void moveAway(const clang::Expr &expression, std::string replacement);
  void giveUp(const char *reason);

  // Where it goes.
  bool isDiscarded(const clang::Expr &full, const clang::Stmt &statement) const;
  bool goesOn(const clang::Stmt &anchor) const;
  void closeOver(const clang::Expr &full, const clang::Stmt &statement, Statements &before);
  void lowerDiscarded(const clang::Expr &full);
  void lowerInPlace(const clang::Expr &full, const clang::Stmt &statement);
  bool standsInBlock(const clang::Stmt &anchor) const;
  void place(const Statements &statements, const clang::Stmt &anchor);
  std::string joined(const Statements &statements, const std::string &separator) const;

  Body &body_;
  const clang::Expr *full_ = nullptr;
  const clang::Expr *scope_ = nullptr;  ///< the awaits in here are evaluated together
  const clang::Stmt *anchor_ = nullptr; ///< statements can go in front of it; null if nowhere
  bool outlives_ = false; ///< a named value must be destroyed with the full-expression
  bool failed_ = false;
};

} // namespace coax
