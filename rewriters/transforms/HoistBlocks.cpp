// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GNU's statement expressions that await or return: g++ 12 compiles a co_return in none of them,
// and a co_await only where they initialise a variable. They become blocks in front of the
// statement.
//
//   Before:  return use(({ int r = f(); if (r < 0) return r; r; }));
//   After:   int coax_value1;
//            { int r = co_await f(); if (r < 0) co_return r; coax_value1 = r; }
//            co_return use(coax_value1);
#include "rewriters/transforms/Anchors.h"
#include "rewriters/transforms/Hoist.h"
#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Shapes.h"

#include <algorithm>

namespace coax {
namespace {

bool returns(const clang::Stmt &statement) {
  if (clang::isa<clang::LambdaExpr>(statement))
    return false;
  return clang::isa<clang::ReturnStmt>(statement) ||
         std::any_of(statement.child_begin(), statement.child_end(),
                     [](const clang::Stmt *child) { return child && returns(*child); });
}

} // namespace

/// A statement expression that awaits or returns.
bool Hoist::isBlock(const clang::Expr &expression) const {
  return clang::isa<clang::StmtExpr>(expression) &&
         (Regions(body_).hasAwait(expression) || returns(expression));
}

/// The outermost blocks in an expression, in the order in which they read.
void Hoist::collectBlocks(const clang::Stmt &statement,
                          std::vector<const clang::Expr *> &blocks) const {
  const auto *expression = clang::dyn_cast<clang::Expr>(&statement);
  if (!expression || clang::isa<clang::LambdaExpr>(expression) || isPooled(*expression))
    return;
  if (isBlock(*expression))
    return blocks.push_back(expression);
  for (const clang::Stmt *child : expression->children())
    if (child)
      collectBlocks(*child, blocks);
}

/// True if the expression does something else than its blocks.
bool Hoist::hasEffectBesideBlocks(const clang::Expr &expression) const {
  std::vector<const clang::Expr *> blocks;
  collectBlocks(expression, blocks);
  if (blocks.empty())
    return hasEffect(expression);
  if (blocks.front() == &expression)
    return false;
  const auto *unary = clang::dyn_cast<clang::UnaryOperator>(&expression);
  bool acts = clang::isa<clang::CallExpr, clang::CXXConstructExpr>(expression) ||
              isAssignment(expression) || (unary && unary->isIncrementDecrementOp());
  return acts || std::any_of(expression.child_begin(), expression.child_end(),
                             [&](const clang::Stmt *child) {
                               const auto *part = clang::dyn_cast_or_null<clang::Expr>(child);
                               return part && hasEffectBesideBlocks(*part);
                             });
}

/// True if nothing else happens before the block is evaluated, and it always is.
bool Hoist::comesFirst(const clang::Expr &block) const {
  for (const clang::Stmt *inner = &block; inner != full_;) {
    const auto *around = clang::dyn_cast_or_null<clang::Expr>(body_.parents_.getParent(inner));
    if (!around || (isBranch(*around) && Branch(*around).condition != inner))
      return false;
    for (const clang::Stmt *child : around->children()) {
      const auto *other = clang::dyn_cast_or_null<clang::Expr>(child);
      if (other && other != inner && hasEffectBesideBlocks(*other))
        return false;
    }
    inner = around;
  }
  return true;
}

/// Puts the statements of a block before the others, and a name where its value stood.
void Hoist::openBlock(const clang::Expr &block, Statements &before) {
  SourceEdits &edits = body_.edits_;
  const clang::CompoundStmt &statements = *clang::cast<clang::StmtExpr>(block).getSubStmt();
  Stretch braces = edits.stretchOf(statements.getSourceRange());
  const auto *last =
      statements.body_empty() ? nullptr : clang::dyn_cast<clang::Expr>(statements.body_back());
  clang::QualType type = block.getType().getUnqualifiedType();
  Stretch value = last ? edits.stretchOf(last->getSourceRange()) : Stretch();
  bool fits = braces.valid() && !block.getBeginLoc().isMacroID() &&
              (type->isVoidType() || (value.valid() && canMove(type)));
  if (!fits)
    return giveUp("awaits or returns in a statement expression that a macro spells");
  std::string name = type->isVoidType() ? "void()" : body_.freshName("value");
  bool object = type->isRecordType();
  if (object) {
    before.push_back("std::optional<" + writtenType(type) + "> " + name + ";");
    edits.wrap(value, name + ".emplace(", ")");
  } else if (!type->isVoidType()) {
    before.push_back(writtenType(type) + " " + name + ";");
    edits.wrap(value, name + " = ", "");
  }
  before.push_back(edits.take(braces));
  moveAway(block, object ? "std::move(*" + name + ")" : name);
}

bool Hoist::lowerBlocks(const clang::Expr &full, const clang::Stmt &statement) {
  std::vector<const clang::Expr *> blocks;
  collectBlocks(full, blocks);
  if (blocks.empty())
    return false;
  full_ = scope_ = &full;
  anchor_ = anchorOf(full, statement, body_.parents_);
  const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement);
  bool single = !declaration || declaration->isSingleDecl();
  bool whole = blocks.front() == &withoutImplicit(full);
  if (whole && single && !returns(*blocks.front()) && (declaration || anchor_ == &full))
    return true;
  bool fits = anchor_ && !awaitsNow(full) && single &&
              std::all_of(blocks.begin(), blocks.end(),
                          [&](const clang::Expr *block) { return comesFirst(*block); });
  Statements before;
  for (const clang::Expr *block : blocks)
    if (fits)
      openBlock(*block, before);
  if (!fits || failed_)
    body_.refuseFunction("awaits or returns in a statement expression inside of another");
  else
    place(before, *anchor_);
  return true;
}

} // namespace coax
