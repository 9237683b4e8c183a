// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Evaluation.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include <algorithm>

namespace coax {
namespace {

enum class Order { LeftToRight, RightToLeft, FirstThenAny, Any };

Order orderOf(clang::OverloadedOperatorKind kind) {
  switch (kind) {
  case clang::OO_Equal:
  case clang::OO_PlusEqual:
  case clang::OO_MinusEqual:
  case clang::OO_StarEqual:
  case clang::OO_SlashEqual:
  case clang::OO_PercentEqual:
  case clang::OO_CaretEqual:
  case clang::OO_AmpEqual:
  case clang::OO_PipeEqual:
  case clang::OO_LessLessEqual:
  case clang::OO_GreaterGreaterEqual:
    return Order::RightToLeft;
  case clang::OO_LessLess:
  case clang::OO_GreaterGreater:
  case clang::OO_Comma:
  case clang::OO_AmpAmp:
  case clang::OO_PipePipe:
  case clang::OO_Subscript:
  case clang::OO_Arrow:
  case clang::OO_ArrowStar:
    return Order::LeftToRight;
  case clang::OO_Call:
    return Order::FirstThenAny;
  default:
    return Order::Any;
  }
}

/// `p` of `p->m`, where `->` is overloaded: the operator's call is spelled `p->`, which is no
/// expression.
const clang::Expr *withoutArrow(const clang::Expr *expression) {
  const auto *arrow =
      expression ? clang::dyn_cast<clang::CXXOperatorCallExpr>(expression->IgnoreImplicit())
                 : nullptr;
  return arrow && arrow->getOperator() == clang::OO_Arrow ? withoutArrow(arrow->getArg(0))
                                                          : expression;
}

std::vector<Part> inOrder(std::vector<const clang::Expr *> parts, Order order) {
  if (order == Order::RightToLeft)
    parts = {parts.rbegin(), parts.rend()};
  std::vector<Part> result;
  for (const clang::Expr *operand : parts) {
    const clang::Expr *part = withoutArrow(operand);
    bool first = order == Order::FirstThenAny && result.empty();
    if (part)
      result.push_back({part, first || order == Order::LeftToRight || order == Order::RightToLeft});
  }
  return result;
}

std::vector<const clang::Expr *> childrenOf(const clang::Expr &expression) {
  std::vector<const clang::Expr *> children;
  for (const clang::Stmt *child : expression.children())
    if (const auto *part = clang::dyn_cast_or_null<clang::Expr>(child))
      children.push_back(part);
  return children;
}

/// What `new T(…)` makes its object of; the construction itself is spelled by the whole.
std::vector<Part> partsOfNew(const clang::CXXNewExpr &creation) {
  std::vector<Part> parts;
  for (const clang::Expr *child : childrenOf(creation)) {
    const clang::Expr *written = child->IgnoreImplicit();
    if (clang::isa<clang::CXXConstructExpr, clang::InitListExpr>(written))
      for (const Part &inner : partsOf(*written))
        parts.push_back(inner);
    else
      parts.push_back({child, true});
  }
  return parts;
}

bool isQuietMember(const clang::Stmt &expression) {
  const auto *call = clang::dyn_cast<clang::CXXMemberCallExpr>(&expression);
  const clang::CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->isConst() && method->getParent()->isInStdNamespace();
}

bool isQuietConstruction(const clang::Stmt &expression) {
  const auto *made = clang::dyn_cast<clang::CXXConstructExpr>(&expression);
  return made && made->getConstructor()->getParent()->isInStdNamespace();
}

bool isShared(const clang::Expr &object) {
  if (object.getType().isConstQualified())
    return false;
  const auto *named = clang::dyn_cast<clang::DeclRefExpr>(object.IgnoreParenImpCasts());
  const auto *variable = named ? clang::dyn_cast<clang::VarDecl>(named->getDecl()) : nullptr;
  return !variable || !variable->hasLocalStorage() || variable->getType()->isReferenceType();
}

} // namespace

bool isWrapper(const clang::Stmt &statement) {
  return clang::isa<clang::ParenExpr, clang::ImplicitCastExpr, clang::FullExpr,
                    clang::CXXBindTemporaryExpr, clang::MaterializeTemporaryExpr>(statement);
}

bool isAssignment(const clang::Expr &expression) {
  if (const auto *operation = clang::dyn_cast<clang::CXXOperatorCallExpr>(&expression))
    return orderOf(operation->getOperator()) == Order::RightToLeft;
  const auto *binary = clang::dyn_cast<clang::BinaryOperator>(&expression);
  return binary && binary->isAssignmentOp();
}

bool readsState(const clang::Stmt &expression) {
  if (clang::isa<clang::CXXThisExpr>(expression))
    return true;
  if (const auto *reference = clang::dyn_cast<clang::DeclRefExpr>(&expression))
    return clang::isa<clang::VarDecl, clang::BindingDecl>(reference->getDecl());
  if (clang::isa<clang::LambdaExpr>(expression))
    return true;
  return std::any_of(expression.child_begin(), expression.child_end(),
                     [](const clang::Stmt *child) { return child && readsState(*child); });
}

bool readsShared(const clang::Stmt &expression) {
  const auto *cast = clang::dyn_cast<clang::ImplicitCastExpr>(&expression);
  if (cast && cast->getCastKind() == clang::CK_LValueToRValue && isShared(*cast->getSubExpr()))
    return true;
  return !clang::isa<clang::LambdaExpr>(expression) &&
         std::any_of(expression.child_begin(), expression.child_end(),
                     [](const clang::Stmt *child) { return child && readsShared(*child); });
}

bool isBranch(const clang::Expr &expression) {
  const auto *binary = clang::dyn_cast<clang::BinaryOperator>(&expression);
  return (binary && binary->isLogicalOp()) ||
         clang::isa<clang::AbstractConditionalOperator>(expression);
}

Branch::Branch(const clang::Expr &branch) {
  if (const auto *binary = clang::dyn_cast<clang::BinaryOperator>(&branch)) {
    condition = binary->getLHS();
    choices = {binary->getRHS()};
    any = binary->getOpcode() == clang::BO_LOr;
  } else if (const auto *choice = clang::dyn_cast<clang::ConditionalOperator>(&branch)) {
    condition = choice->getCond();
    choices = {choice->getTrueExpr(), choice->getFalseExpr()};
  } else { // GNU's a ?: b
    const auto &binary = *clang::cast<clang::BinaryConditionalOperator>(&branch);
    condition = binary.getCommon();
    choices = {binary.getFalseExpr()};
    any = true;
  }
}

const clang::Expr &stripped(const clang::Expr &expression) {
  const clang::Expr *inner = &expression;
  while (true) {
    const auto *cast = clang::dyn_cast<clang::ImplicitCastExpr>(inner);
    bool converts = cast && cast->getCastKind() != clang::CK_NoOp;
    if (!isWrapper(*inner) || converts)
      return *inner;
    inner = clang::cast<clang::Expr>(*inner->child_begin());
  }
}

const clang::Expr &withoutImplicit(const clang::Expr &expression) {
  return *expression.IgnoreParens()->IgnoreImplicit()->IgnoreParens();
}

/// `Error(a, b)` of `throw Error(a, b)`: the object is made where exceptions lie.
static const clang::CXXConstructExpr *thrownConstruction(const clang::Expr &expression) {
  const auto *thrown = clang::dyn_cast<clang::CXXThrowExpr>(&expression);
  if (!thrown || !thrown->getSubExpr())
    return nullptr;
  const clang::Expr *object = &withoutImplicit(*thrown->getSubExpr());
  if (const auto *cast = clang::dyn_cast<clang::CXXFunctionalCastExpr>(object))
    object = &withoutImplicit(*cast->getSubExpr());
  return clang::dyn_cast<clang::CXXConstructExpr>(object);
}

std::vector<Part> partsOf(const clang::Expr &expression) {
  if (const clang::CXXConstructExpr *made = thrownConstruction(expression))
    return partsOf(*made);
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&expression))
    return inOrder({lambda->capture_init_begin(), lambda->capture_init_end()}, Order::LeftToRight);
  if (const auto *creation = clang::dyn_cast<clang::CXXNewExpr>(&expression))
    return partsOfNew(*creation);
  if (const auto *operation = clang::dyn_cast<clang::CXXOperatorCallExpr>(&expression))
    return inOrder({operation->arg_begin(), operation->arg_end()},
                   orderOf(operation->getOperator()));
  if (clang::isa<clang::CallExpr>(expression)) {
    std::vector<const clang::Expr *> children = childrenOf(expression);
    if (const auto *member = clang::dyn_cast<clang::MemberExpr>(children.front()->IgnoreParens()))
      children.front() = member->getBase(); // what is called has no value of its own
    return inOrder(children, Order::FirstThenAny);
  }
  if (const auto *made = clang::dyn_cast<clang::CXXConstructExpr>(&expression))
    return inOrder(childrenOf(expression),
                   made->isListInitialization() ? Order::LeftToRight : Order::Any);
  return inOrder(childrenOf(expression),
                 isAssignment(expression) ? Order::RightToLeft : Order::LeftToRight);
}

bool hasEffectBeside(const std::set<const clang::Expr *> &awaits, const clang::Stmt &expression,
                     const clang::ASTContext &context) {
  const auto *value = clang::dyn_cast<clang::Expr>(&expression);
  if (value && (awaits.count(value) || !value->HasSideEffects(context)))
    return false;
  bool quiet = isWrapper(expression) || clang::isa<clang::InitListExpr>(expression) ||
               clang::isa<clang::MemberExpr>(expression) || isQuietMember(expression) ||
               isQuietConstruction(expression);
  if (const auto *binary = clang::dyn_cast<clang::BinaryOperator>(&expression))
    quiet |= !binary->isAssignmentOp();
  if (const auto *unary = clang::dyn_cast<clang::UnaryOperator>(&expression))
    quiet |= !unary->isIncrementDecrementOp();
  if (!quiet)
    return true;
  for (const clang::Stmt *child : expression.children())
    if (child && hasEffectBeside(awaits, *child, context))
      return true;
  return false;
}

} // namespace coax
