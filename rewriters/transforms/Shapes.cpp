// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Shapes.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include <algorithm>

namespace coax {
namespace {

bool copies(const clang::CXXRecordDecl &record) {
  for (const clang::CXXConstructorDecl *made : record.ctors())
    if (made->isCopyConstructor())
      return !made->isDeleted();
  return !record.defaultedCopyConstructorIsDeleted();
}

/// Clang declares the move constructor that nobody wrote when somebody asks: it is there if all
/// parts can be moved or copied.
bool moves(const clang::CXXRecordDecl &record) {
  for (const clang::CXXConstructorDecl *made : record.ctors())
    if (made->isMoveConstructor())
      return !made->isDeleted();
  if (!record.needsImplicitMoveConstructor() || record.defaultedMoveConstructorIsDeleted())
    return false;
  auto goesAlong = [](clang::QualType type) {
    const auto *part = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !part || !part->hasDefinition() || moves(*part->getDefinition()) ||
           copies(*part->getDefinition());
  };
  return std::all_of(
             record.bases_begin(), record.bases_end(),
             [&](const clang::CXXBaseSpecifier &base) { return goesAlong(base.getType()); }) &&
         std::all_of(record.field_begin(), record.field_end(),
                     [&](const clang::FieldDecl *field) { return goesAlong(field->getType()); });
}

} // namespace

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
  const auto *record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return !record || !record->hasDefinition() || moves(*record->getDefinition());
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
