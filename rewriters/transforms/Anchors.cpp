// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Anchors.h"

#include "rewriters/transforms/Evaluation.h"

#include <clang/AST/StmtCXX.h>

namespace coax {

static const clang::Stmt *anchorOfDeclaration(const clang::Expr &full,
                                              const clang::DeclStmt &statement,
                                              const clang::ParentMap &parents) {
  const auto *first = clang::dyn_cast<clang::VarDecl>(*statement.decl_begin());
  if (!first || first->getInit() != &full || first->isStaticLocal())
    return nullptr;
  const clang::Stmt *parent = parents.getParent(&statement);
  if (!parent || clang::isa<clang::CompoundStmt>(parent))
    return parent ? &statement : nullptr;
  if (const auto *loop = clang::dyn_cast<clang::ForStmt>(parent))
    return loop->getInit() == &statement ? parent : nullptr;
  if (const auto *loop = clang::dyn_cast<clang::CXXForRangeStmt>(parent))
    return loop->getInit() == &statement ? parent : nullptr;
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(parent))
    return branch->getInit() == &statement || !branch->getInit() ? parent : nullptr;
  if (const auto *choice = clang::dyn_cast<clang::SwitchStmt>(parent))
    return choice->getInit() == &statement || !choice->getInit() ? parent : nullptr;
  return nullptr;
}

const clang::Stmt *anchorOf(const clang::Expr &full, const clang::Stmt &statement,
                            const clang::ParentMap &parents) {
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    return anchorOfDeclaration(full, *declaration, parents);
  if (clang::isa<clang::ReturnStmt>(statement))
    return &statement;
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(&statement))
    if (branch->getCond() == &full)
      return branch->getInit() || branch->getConditionVariable() ? nullptr : &statement;
  if (const auto *choice = clang::dyn_cast<clang::SwitchStmt>(&statement))
    if (choice->getCond() == &full)
      return choice->getInit() || choice->getConditionVariable() ? nullptr : &statement;
  if (const auto *range = clang::dyn_cast<clang::CXXForRangeStmt>(&statement))
    if (range->getBody() != &full)
      return range->getInit() ? nullptr : &statement;
  if (const auto *loop = clang::dyn_cast<clang::ForStmt>(&statement)) {
    if (loop->getInit() == &full)
      return &statement;
    return loop->getBody() == &full ? &full : nullptr;
  }
  if (const auto *loop = clang::dyn_cast<clang::WhileStmt>(&statement))
    return loop->getBody() == &full ? &full : nullptr;
  if (const auto *loop = clang::dyn_cast<clang::DoStmt>(&statement))
    return loop->getBody() == &full ? &full : nullptr;
  bool own = clang::isa<clang::CompoundStmt, clang::SwitchCase, clang::LabelStmt, clang::IfStmt>(
      statement);
  return own || clang::isa<clang::CXXForRangeStmt>(statement) ? &full : nullptr;
}

bool declaresResult(const clang::Expr &full, const clang::Stmt &statement,
                    const clang::ASTContext &context) {
  const clang::Expr &core = stripped(full);
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    for (const clang::Decl *declared : declaration->decls())
      if (const auto *variable = clang::dyn_cast<clang::VarDecl>(declared))
        if (variable->getInit() == &full)
          return !variable->isStaticLocal() &&
                 context.hasSameUnqualifiedType(variable->getType(), core.getType());
  bool boolean = core.getType()->isBooleanType();
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(&statement))
    return boolean && branch->getCond() == &full;
  if (const auto *loop = clang::dyn_cast<clang::WhileStmt>(&statement))
    return boolean && loop->getCond() == &full;
  const auto *loop = clang::dyn_cast<clang::ForStmt>(&statement);
  return loop && boolean && loop->getCond() == &full;
}

} // namespace coax
