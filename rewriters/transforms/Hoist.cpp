// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Hoist.h"

#include "rewriters/transforms/Regions.h"

namespace coax {
namespace {

bool isWrapper(const clang::Stmt &statement) {
  return clang::isa<clang::ImplicitCastExpr, clang::ExprWithCleanups, clang::CXXBindTemporaryExpr,
                    clang::MaterializeTemporaryExpr>(statement);
}

} // namespace

const clang::Stmt *Hoist::anchorOf(const clang::Expr &full, const clang::Stmt &statement) const {
  const clang::Stmt *anchor = clang::isa<clang::CompoundStmt>(statement) ? &full : &statement;
  bool fits =
      clang::isa<clang::Expr, clang::DeclStmt, clang::ReturnStmt, clang::SwitchStmt>(anchor);
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(anchor))
    fits = branch->getCond() == &full && !branch->getInit() && !branch->getConditionVariable();
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(anchor))
    fits = declaration->isSingleDecl();
  const clang::Stmt *parent = anchor == &full ? &statement : body_.parents_.getParent(anchor);
  return fits && parent && clang::isa<clang::CompoundStmt>(parent) ? anchor : nullptr;
}

/// True if the expression does something else than the awaits that move in front of the statement.
/// What the standard library's constructors make of their results has no effect that others see.
bool Hoist::hasEffectOfItsOwn(const clang::Stmt &expression) const {
  const auto *value = clang::dyn_cast<clang::Expr>(&expression);
  if (value && (body_.named_.count(value) || !value->HasSideEffects(body_.unit_.context)))
    return false;
  const auto *made = clang::dyn_cast<clang::CXXConstructExpr>(&expression);
  bool plain = isWrapper(expression) ||
               clang::isa<clang::ParenExpr, clang::InitListExpr>(expression) ||
               (made && made->getConstructor()->getParent()->isInStdNamespace());
  if (!plain)
    return true;
  for (const clang::Stmt *child : expression.children())
    if (child && hasEffectOfItsOwn(*child))
      return true;
  return false;
}

/// True if nothing with an effect is evaluated before `expression`, and it always is evaluated.
bool Hoist::comesFirst(const clang::Expr &expression, const clang::Expr &full) const {
  const clang::Stmt *inner = &expression;
  while (inner != &full) {
    const clang::Stmt *parent = body_.parents_.getParent(inner);
    if (!parent || clang::isa<clang::AbstractConditionalOperator, clang::LambdaExpr>(parent))
      return false;
    const auto *binary = clang::dyn_cast<clang::BinaryOperator>(parent);
    if (binary && binary->isLogicalOp() && binary->getLHS() != inner)
      return false;
    bool anyOrder = clang::isa<clang::CallExpr, clang::CXXConstructExpr>(parent) &&
                    !clang::isa<clang::CXXOperatorCallExpr>(parent);
    for (const clang::Stmt *sibling : parent->children()) {
      if (sibling == inner || anyOrder)
        break;
      if (sibling && hasEffectOfItsOwn(*sibling))
        return false;
    }
    inner = parent;
  }
  return true;
}

bool Hoist::nameArgument(const clang::Expr &temporary, const clang::Stmt &anchor) {
  SourceEdits &edits = body_.edits_;
  // The braces belong to the object that they make: std::vector<T> from {a, b}.
  const clang::Expr *object = &temporary;
  Stretch written = edits.stretchOf(object->getSourceRange());
  for (const clang::Stmt *parent = body_.parents_.getParent(object); parent;
       parent = body_.parents_.getParent(parent)) {
    bool makes = isWrapper(*parent) || clang::isa<clang::CXXConstructExpr>(parent) ||
                 clang::isa<clang::CXXFunctionalCastExpr>(parent);
    Stretch outer = edits.stretchOf(parent->getSourceRange());
    if (clang::isa<clang::LambdaExpr>(temporary) || !makes || !outer.valid() ||
        outer.end != written.end)
      break;
    object = clang::cast<clang::Expr>(parent);
    written = outer;
  }
  Stretch place = edits.stretchOf(anchor.getSourceRange());
  if (!written.valid() || !place.valid())
    return false;
  bool braces = edits.text(written).starts_with("{");
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&temporary))
    body_.unit_.visitLambda(*lambda);
  std::string type = "auto";
  if (braces)
    type =
        object->getType().getUnqualifiedType().getAsString(body_.unit_.context.getPrintingPolicy());
  std::string name = body_.freshName("argument");
  std::string text = edits.take(written);
  edits.insertStatement(place, type + " " + name + " = " + text + ";");
  edits.replace(written, "std::move(" + name + ")");
  body_.finished_.insert(&temporary);
  return true;
}

const clang::Expr *Hoist::safeWhole(const clang::Expr &call, const clang::Expr &full) const {
  for (const UnsafeShape &shape : unsafeShapes(full, call)) {
    bool whole =
        clang::isa<clang::AbstractConditionalOperator, clang::CXXNewExpr>(shape.expression);
    if (shape.kind == ShapeKind::Around && whole &&
        !Regions(body_).awaitsOutsidePool(*shape.expression) &&
        body_.edits_.stretchOf(shape.expression->getSourceRange()).valid())
      return shape.expression;
  }
  return nullptr;
}

bool Hoist::makeSafe(const CallPlan &plan, const clang::Expr &call, const clang::Expr &full,
                     const clang::Stmt &statement) {
  for (const UnsafeShape &shape : unsafeShapes(full, call)) {
    bool own = body_.edits_.stretchOf(call.getSourceRange())
                   .contains(body_.edits_.stretchOf(shape.expression->getSourceRange()));
    // What is offloaded moves into a lambda, out of the coroutine.
    if (plan.action == CallAction::Offload && own && shape.kind == ShapeKind::Argument)
      continue;
    if (body_.finished_.count(shape.expression))
      continue;
    const clang::Stmt *anchor = anchorOf(full, statement);
    bool first = comesFirst(shape.kind == ShapeKind::Argument ? *shape.expression : call, full);
    if (!anchor || !first)
      return false;
    if (shape.kind == ShapeKind::Around)
      body_.named_[&call] = anchor;
    else if (!nameArgument(*shape.expression, *anchor))
      return false;
  }
  return true;
}

void Hoist::nameResult(const clang::Expr &call) {
  auto found = body_.named_.find(&call);
  if (found == body_.named_.end())
    return;
  SourceEdits &edits = body_.edits_;
  Stretch written = edits.stretchOf(call.getSourceRange());
  Stretch place = edits.stretchOf(found->second->getSourceRange());
  std::string name = body_.freshName("result");
  std::string text = edits.take(written);
  const char *type = call.isGLValue() ? "auto &&" : "auto ";
  edits.insertStatement(place, type + name + " = " + text + ";");
  bool moves = !call.isGLValue() && call.getType()->isRecordType();
  edits.replace(written, moves ? "std::move(" + name + ")" : name);
}

} // namespace coax
