// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Shapes.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

namespace coax {
namespace {

bool isWithin(const clang::Stmt &outer, const clang::Stmt &inner) {
  if (&outer == &inner)
    return true;
  for (const clang::Stmt *child : outer.children())
    if (child && isWithin(*child, inner))
      return true;
  return false;
}

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

class Finder {
public:
  Finder(const clang::Expr &await, std::vector<UnsafeShape> &shapes)
      : await_(await), shapes_(shapes) {}

  void visit(const clang::Stmt &statement) {
    if (const auto *expression = clang::dyn_cast<clang::Expr>(&statement))
      if (record(*expression))
        return;
    if (clang::isa<clang::LambdaExpr>(statement))
      return;
    for (const clang::Stmt *child : statement.children())
      if (child)
        visit(*child);
  }

private:
  /// True if the expression is unsafe as a whole: its parts need no look of their own.
  bool record(const clang::Expr &expression) {
    bool around = isWithin(expression, await_) && &expression != &await_;
    bool conditional = clang::isa<clang::AbstractConditionalOperator>(expression) &&
                       hasDestructor(expression.getType());
    if (around && (clang::isa<clang::CXXNewExpr>(expression) || conditional ||
                   isBracedTemporary(expression))) {
      shapes_.push_back({ShapeKind::Around, &expression});
      return true;
    }
    if (!around && isUnsafeTemporary(expression)) {
      shapes_.push_back({ShapeKind::Argument, &expression});
      return true;
    }
    return false;
  }

  const clang::Expr &await_;
  std::vector<UnsafeShape> &shapes_;
};

} // namespace

bool canMove(clang::QualType type) {
  const auto *record = type->getAsCXXRecordDecl();
  return !record || !record->hasDefinition() || record->hasMoveConstructor();
}

bool hasDestructor(clang::QualType type) {
  const auto *record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return record && record->hasDefinition() && !record->hasTrivialDestructor();
}

std::vector<UnsafeShape> unsafeShapes(const clang::Expr &full, const clang::Expr &await) {
  std::vector<UnsafeShape> shapes;
  Finder(await, shapes).visit(full);
  return shapes;
}

} // namespace coax
