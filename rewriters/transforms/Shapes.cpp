// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Shapes.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

namespace coax {
bool isBracedTemporary(const clang::Expr &expression) {
  if (clang::isa<clang::CXXStdInitializerListExpr>(expression))
    return true;
  if (const auto *list = clang::dyn_cast<clang::InitListExpr>(&expression))
    return hasDestructor(list->getType());
  if (const auto *cast = clang::dyn_cast<clang::CXXFunctionalCastExpr>(&expression))
    return clang::isa<clang::InitListExpr>(cast->getSubExpr()->IgnoreImplicit()) &&
           hasDestructor(cast->getType());
  return false;
}

bool isUnsafeTemporary(const clang::Expr &expression) {
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&expression))
    return hasDestructor(lambda->getType());
  return isBracedTemporary(expression);
}

bool isForced(const clang::Expr &expression) {
  return clang::isa<clang::CXXNewExpr>(expression) || isBracedTemporary(expression);
}

bool canMove(clang::QualType type) {
  const auto *record = type->getAsCXXRecordDecl();
  return !record || !record->hasDefinition() || record->hasMoveConstructor();
}

bool hasDestructor(clang::QualType type) {
  const auto *record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return record && record->hasDefinition() && !record->hasTrivialDestructor();
}

bool neverReturns(const clang::Stmt &statement) {
  const auto *expression = clang::dyn_cast<clang::Expr>(&statement);
  const auto *call =
      expression ? clang::dyn_cast<clang::CallExpr>(expression->IgnoreImplicit()) : nullptr;
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->isNoReturn();
}

} // namespace coax
