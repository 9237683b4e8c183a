// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/LocalValues.h"

#include "analyzers/tu/Callables.h"
#include "analyzers/tu/Constants.h"

#include <clang/AST/DynamicRecursiveASTVisitor.h>

#include <utility>

namespace coax {

using namespace clang;

static const VarDecl *localNamed(const Expr &expression) {
  const auto *reference = dyn_cast<DeclRefExpr>(expression.IgnoreParens());
  const auto *variable = reference ? dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  return variable && variable->hasLocalStorage() ? variable : nullptr;
}

static bool hasValue(const VarDecl &variable) {
  QualType type = variable.getType();
  return !type.isNull() && !type->isDependentType() && !type.isVolatileQualified() &&
         !isa<ParmVarDecl>(variable) &&
         (type->isIntegralOrEnumerationType() || (!type->isReferenceType() && isDuration(type)));
}

namespace {

/// Which locals are only read, or written by their names.
class UseFinder : public DynamicRecursiveASTVisitor {
public:
  llvm::DenseSet<const VarDecl *> declared, handedOut, written;

  bool VisitVarDecl(VarDecl *variable) override {
    if (variable->hasLocalStorage() && hasValue(*variable))
      declared.insert(variable);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *operation) override {
    if (operation->isAssignmentOp())
      write(*operation->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *operation) override {
    if (operation->isIncrementDecrementOp())
      write(*operation->getSubExpr());
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *cast) override {
    const bool reads = cast->getCastKind() == CK_LValueToRValue ||
                       (cast->getCastKind() == CK_NoOp && cast->getType().isConstQualified());
    if (reads)
      harmless_.insert(cast->getSubExpr()->IgnoreParens());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *reference) override {
    const VarDecl *variable = localNamed(*reference);
    if (variable && !variable->getType().isConstQualified() && !harmless_.contains(reference))
      handedOut.insert(variable);
    return true;
  }

private:
  llvm::DenseSet<const Expr *> harmless_;

  void write(const Expr &target) {
    const VarDecl *variable = localNamed(target);
    if (!variable)
      return;
    written.insert(variable);
    // In a lambda: who knows when that is called?
    if (!cast<DeclRefExpr>(target.IgnoreParens())->refersToEnclosingVariableOrCapture())
      harmless_.insert(target.IgnoreParens());
  }
};

} // namespace

bool LocalValues::isFollowed(const VarDecl &variable) {
  if (!body_ || !hasValue(variable))
    return false;
  if (!std::exchange(searched_, true)) {
    UseFinder uses;
    uses.TraverseStmt(const_cast<Stmt *>(body_));
    for (const VarDecl *declared : uses.declared)
      if (!uses.handedOut.contains(declared))
        followed_.insert(declared);
  }
  return followed_.contains(&variable);
}

void LocalValues::set(const VarDecl &variable, std::optional<std::int64_t> value) {
  if (value && isFollowed(variable))
    known_[&variable] = *value;
  else
    known_.erase(&variable);
}

/// Of the initialiser of a duration: what it is made from.
static std::optional<std::int64_t> initialValue(const Expr &initializer,
                                                const ASTContext &context) {
  const Expr *value = &initializer;
  while (const auto *full = dyn_cast<FullExpr>(value))
    value = full->getSubExpr();
  return constantValue(*value, context);
}

void LocalValues::declare(const VarDecl &variable) {
  if (!hasValue(variable) || variable.getType().isConstQualified() || !variable.getInit())
    return;
  std::optional<std::int64_t> value = of(*variable.getInit());
  set(variable, value ? value : initialValue(*variable.getInit(), context_));
}

static std::optional<std::int64_t> computed(BinaryOperatorKind operation, std::int64_t left,
                                            std::int64_t right) {
  switch (operation) {
  case BO_Or:
  case BO_OrAssign:
    return left | right;
  case BO_And:
  case BO_AndAssign:
    return left & right;
  case BO_Xor:
  case BO_XorAssign:
    return left ^ right;
  default:
    return std::nullopt;
  }
}

void LocalValues::assign(const BinaryOperator &assignment) {
  const VarDecl *variable = localNamed(*assignment.getLHS());
  if (!variable)
    return;
  std::optional<std::int64_t> given = of(*assignment.getRHS());
  if (assignment.getOpcode() != BO_Assign) {
    auto before = known_.find(variable);
    given = given && before != known_.end()
                ? computed(assignment.getOpcode(), before->second, *given)
                : std::nullopt;
  }
  set(*variable, given);
}

void LocalValues::forgetWritten(const Stmt *statement) {
  if (!statement || known_.empty())
    return;
  UseFinder uses;
  uses.TraverseStmt(const_cast<Stmt *>(statement));
  for (const VarDecl *variable : uses.written)
    known_.erase(variable);
}

std::optional<std::int64_t> LocalValues::of(const Expr &expression) const {
  if (std::optional<std::int64_t> constant = constantValue(expression, context_))
    return constant;
  const Expr *e = core(&expression);
  if (const auto *reference = dyn_cast_or_null<DeclRefExpr>(e)) {
    const VarDecl *variable = localNamed(*reference);
    auto known = variable ? known_.find(variable) : known_.end();
    return known == known_.end() ? std::nullopt : std::optional(known->second);
  }
  if (const auto *operation = dyn_cast_or_null<BinaryOperator>(e)) {
    if (operation->isComparisonOp() || operation->isLogicalOp())
      return truthOf(*operation);
    std::optional<std::int64_t> left = of(*operation->getLHS());
    std::optional<std::int64_t> right = left ? of(*operation->getRHS()) : std::nullopt;
    return right ? computed(operation->getOpcode(), *left, *right) : std::nullopt;
  }
  return std::nullopt;
}

static std::optional<bool> compared(BinaryOperatorKind operation, std::int64_t left,
                                    std::int64_t right) {
  switch (operation) {
  case BO_EQ:
    return left == right;
  case BO_NE:
    return left != right;
  case BO_LT:
    return left < right;
  case BO_GT:
    return left > right;
  case BO_LE:
    return left <= right;
  case BO_GE:
    return left >= right;
  default:
    return std::nullopt;
  }
}

std::optional<bool> LocalValues::truthOf(const Expr &condition) const {
  const Expr *e = known_.empty() ? nullptr : core(&condition);
  if (!e)
    return std::nullopt;
  if (const auto *negation = dyn_cast<UnaryOperator>(e);
      negation && negation->getOpcode() == UO_LNot) {
    std::optional<bool> inner = truthOf(*negation->getSubExpr());
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  const auto *operation = dyn_cast<BinaryOperator>(e);
  if (operation && operation->isLogicalOp()) {
    const bool decides = operation->getOpcode() == BO_LOr;
    std::optional<bool> left = truthOf(*operation->getLHS());
    std::optional<bool> right = truthOf(*operation->getRHS());
    if (left == decides || right == decides)
      return decides;
    return left && right ? std::optional(!decides) : std::nullopt;
  }
  if (operation && operation->isComparisonOp()) {
    std::optional<std::int64_t> left = of(*operation->getLHS());
    std::optional<std::int64_t> right = left ? of(*operation->getRHS()) : std::nullopt;
    return right ? compared(operation->getOpcode(), *left, *right) : std::nullopt;
  }
  std::optional<std::int64_t> value = of(*e);
  return value ? std::optional(*value != 0) : std::nullopt;
}

} // namespace coax
