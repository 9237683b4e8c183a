// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conditions on parameters and variables ⇒ ValueTest of the calls that they guard; what variables
// are given ⇒ VariableWrite.
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Constants.h"

#include <clang/AST/ASTContext.h>

#include <algorithm>
#include <limits>

namespace coax {

using namespace clang;

static bool isScalar(QualType type) {
  return !type.isNull() && !type->isDependentType() && !type.isVolatileQualified() &&
         (type->isIntegralOrEnumerationType() || type->isPointerType());
}

/// A conversion after which comparing gives what it gave before it.
static bool keepsValue(const ImplicitCastExpr &cast, const ASTContext &context) {
  switch (cast.getCastKind()) {
  case CK_LValueToRValue:
  case CK_NoOp:
  case CK_BitCast:
    return true;
  case CK_IntegralCast: {
    QualType from = cast.getSubExpr()->getType(), to = cast.getType();
    const bool signChanges =
        from->isSignedIntegerOrEnumerationType() && !to->isSignedIntegerOrEnumerationType();
    return !signChanges && context.getTypeSize(to) >= context.getTypeSize(from);
  }
  default:
    return false;
  }
}

static const Expr *withoutConversions(const Expr &expression, const ASTContext &context) {
  const Expr *e = expression.IgnoreParens();
  for (const auto *cast = dyn_cast<ImplicitCastExpr>(e); cast && keepsValue(*cast, context);
       cast = dyn_cast<ImplicitCastExpr>(e))
    e = cast->getSubExpr()->IgnoreParens();
  return e;
}

/// Without the conversion to bool, and the hints that compilers are given.
static const Expr *asCondition(const Expr &expression) {
  const Expr *e = expression.IgnoreParens();
  while (true) {
    const auto *cast = dyn_cast<CastExpr>(e);
    const auto *call = dyn_cast<CallExpr>(e);
    if (const auto *cleanups = dyn_cast<FullExpr>(e))
      e = cleanups->getSubExpr()->IgnoreParens();
    else if (cast && (cast->getCastKind() == CK_IntegralToBoolean ||
                      cast->getCastKind() == CK_PointerToBoolean ||
                      (cast->getCastKind() == CK_IntegralCast &&
                       cast->getSubExpr()->getType()->isBooleanType()) ||
                      (cast->getCastKind() == CK_NoOp && cast->isPRValue())))
      e = cast->getSubExpr()->IgnoreParens();
    else if (call && call->getBuiltinCallee() == Builtin::BI__builtin_expect)
      e = call->getArg(0)->IgnoreParenImpCasts();
    else
      return e;
  }
}

/// A variable or field all of whose values are seen: others than VariableWrite says it never has.
bool BodyWalker::isFollowed(const ValueDecl &storage) const {
  if (!isScalar(storage.getType()) || !unit_.isUser(storage))
    return false;
  if (const auto *field = dyn_cast<FieldDecl>(&storage)) {
    const auto *record = dyn_cast<CXXRecordDecl>(field->getParent());
    // What can be copied as bytes may be read from a file or socket.
    return field->hasInClassInitializer() && record && !record->isUnion() &&
           !record->isDependentContext() && !record->isTriviallyCopyable();
  }
  const auto *variable = dyn_cast<VarDecl>(&storage);
  return variable && (variable->isFileVarDecl() || variable->isStaticLocal()) &&
         variable->getTLSKind() == VarDecl::TLS_None;
}

const ValueDecl *BodyWalker::storageNamed(const Expr &expression) {
  if (const auto *reference = dyn_cast<DeclRefExpr>(&expression))
    return reference->getDecl();
  if (const auto *member = dyn_cast<MemberExpr>(&expression))
    return member->getMemberDecl();
  return nullptr;
}

/// `seconds` of `seconds * 1000`: none is none, and for ever is for ever, in any unit.
static const Expr *withoutUnit(const Expr &expression, const ASTContext &context) {
  const Expr *e = expression.IgnoreParenImpCasts();
  const auto *product = dyn_cast<BinaryOperator>(e);
  if (!product || product->getOpcode() != BO_Mul)
    return nullptr;
  auto isUnit = [&](const Expr *factor) { return constantValue(*factor, context).value_or(0) > 0; };
  if (isUnit(product->getRHS()))
    return product->getLHS();
  return isUnit(product->getLHS()) ? product->getRHS() : nullptr;
}

int BodyWalker::passedInUnits(const Expr &expression) {
  const Expr *count = withoutUnit(expression, unit_.ast);
  return count ? passedParameter(*count->IgnoreParenImpCasts()) : -1;
}

int BodyWalker::passedParameter(const Expr &expression) {
  const Expr *e = withoutConversions(expression, unit_.ast);
  if (isDuration(e->getType())) {
    int parameter = callables_.parameterOf(e);
    return parameter >= 0 && isDuration(body_->getParamDecl(parameter)->getType()) &&
                   !body_->getParamDecl(parameter)->getType()->isReferenceType()
               ? parameter
               : -1;
  }
  const auto *reference = dyn_cast<DeclRefExpr>(e);
  const auto *parameter = reference ? dyn_cast<ParmVarDecl>(reference->getDecl()) : nullptr;
  return parameter && parameter->getDeclContext() == body_ && isScalar(parameter->getType())
             ? static_cast<int>(parameter->getFunctionScopeIndex())
             : -1;
}

std::optional<ValueTest> BodyWalker::testOf(const Expr &expression) {
  ValueTest test;
  test.parameter = passedParameter(expression);
  if (test.parameter >= 0)
    return test;
  const ValueDecl *storage = storageNamed(*withoutConversions(expression, unit_.ast));
  if (!storage || !isFollowed(*storage))
    return std::nullopt;
  test.variable = storageName(*storage);
  if (const auto *field = dyn_cast<FieldDecl>(storage))
    noteInitial(*field, field->getInClassInitializer());
  return test;
}

void BodyWalker::assume(ValueTest test, ValueTest::Is is, std::int64_t value) {
  test.is = is;
  test.values = {value};
  context_.tests.push_back(std::move(test));
}

void BodyWalker::assumeComparison(const BinaryOperator &comparison, bool holds) {
  using Is = ValueTest::Is;
  const Expr *left = comparison.getLHS(), *right = comparison.getRHS();
  BinaryOperatorKind op =
      holds ? comparison.getOpcode() : BinaryOperator::negateComparisonOp(comparison.getOpcode());
  std::optional<std::int64_t> value = constantValue(*right, unit_.ast);
  if (!value) {
    std::swap(left, right);
    op = BinaryOperator::reverseComparisonOp(op);
    value = constantValue(*right, unit_.ast);
  }
  if (!value)
    return;
  if (const auto *bits = dyn_cast<BinaryOperator>(left->IgnoreParenImpCasts());
      bits && bits->getOpcode() == BO_And && *value == 0 && (op == BO_EQ || op == BO_NE))
    return assumeBits(*bits, op == BO_NE);
  std::optional<ValueTest> test = testOf(*left);
  if (!test)
    return;
  switch (op) {
  case BO_EQ:
    return assume(std::move(*test), Is::OneOf, *value);
  case BO_NE:
    return assume(std::move(*test), Is::NoneOf, *value);
  case BO_LT:
    return assume(std::move(*test), Is::Below, *value);
  case BO_GT:
    return assume(std::move(*test), Is::Above, *value);
  case BO_LE:
    if (*value < std::numeric_limits<std::int64_t>::max())
      assume(std::move(*test), Is::Below, *value + 1);
    return;
  case BO_GE:
    if (*value > std::numeric_limits<std::int64_t>::min())
      assume(std::move(*test), Is::Above, *value - 1);
    return;
  default:
    return;
  }
}

void BodyWalker::assumeBits(const BinaryOperator &bits, bool set) {
  const Expr *left = bits.getLHS(), *right = bits.getRHS();
  std::optional<std::int64_t> mask = constantValue(*right, unit_.ast);
  if (!mask) {
    std::swap(left, right);
    mask = constantValue(*right, unit_.ast);
  }
  if (!mask)
    return;
  if (std::optional<ValueTest> test = testOf(*left))
    assume(std::move(*test), set ? ValueTest::Is::WithBits : ValueTest::Is::WithoutBits, *mask);
}

/// `f` of `f.wait_for(…)`; null of anything else.
static const Expr *waitedFor(const Expr &expression) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(core(&expression));
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  const bool asks = method && method->getIdentifier() &&
                    (method->getName() == "wait_for" || method->getName() == "wait_until");
  return asks ? call->getImplicitObjectArgument() : nullptr;
}

/// std::future_status::ready, or what a library has in its place.
static bool isReadyStatus(const Expr &expression) {
  const auto *reference = dyn_cast<DeclRefExpr>(core(&expression));
  const auto *status = reference ? dyn_cast<EnumConstantDecl>(reference->getDecl()) : nullptr;
  return status && status->getName() == "ready";
}

/// `future.wait_for(0s) == std::future_status::ready`: it will not wait any more.
void BodyWalker::assumeReady(const Expr *condition, bool holds) {
  if (!condition || condition->isTypeDependent())
    return;
  const Expr *e = asCondition(*condition);
  if (const auto *negation = dyn_cast<UnaryOperator>(e);
      negation && negation->getOpcode() == UO_LNot)
    return assumeReady(negation->getSubExpr(), !holds);
  const auto *operation = dyn_cast<BinaryOperator>(e);
  if (!operation)
    return;
  if (operation->getOpcode() == (holds ? BO_LAnd : BO_LOr)) {
    assumeReady(operation->getLHS(), holds);
    return assumeReady(operation->getRHS(), holds);
  }
  if (operation->getOpcode() != (holds ? BO_EQ : BO_NE))
    return;
  const Expr *left = operation->getLHS(), *right = operation->getRHS();
  if (isReadyStatus(*left))
    std::swap(left, right);
  if (const Expr *object = isReadyStatus(*right) ? waitedFor(*left) : nullptr)
    context_.ready.push_back(unit_.places.text(object->getSourceRange()));
}

void BodyWalker::assume(const Expr *condition, bool holds) {
  if (!condition || condition->isTypeDependent())
    return;
  const Expr *e = asCondition(*condition);
  if (const auto *negation = dyn_cast<UnaryOperator>(e);
      negation && negation->getOpcode() == UO_LNot)
    return assume(negation->getSubExpr(), !holds);
  if (const auto *operation = dyn_cast<BinaryOperator>(e)) {
    if (operation->getOpcode() == (holds ? BO_LAnd : BO_LOr)) {
      assume(operation->getLHS(), holds);
      return assume(operation->getRHS(), holds);
    }
    if (operation->isComparisonOp() && operation->getOpcode() != BO_Cmp) {
      assumeReady(e, holds);
      return assumeComparison(*operation, holds);
    }
    if (operation->getOpcode() == BO_And)
      return assumeBits(*operation, holds);
    return;
  }
  if (!isScalar(e->getType()))
    return;
  if (std::optional<ValueTest> test = testOf(*e))
    assume(std::move(*test), holds ? ValueTest::Is::NoneOf : ValueTest::Is::OneOf, 0);
}

/// What the value of a switch is where one of its labels leads: `label` and those right below it.
std::optional<ValueTest> BodyWalker::testOfLabel(const SwitchCase &label, const SwitchStmt &in) {
  std::optional<ValueTest> test = testOf(*in.getCond());
  if (!test)
    return std::nullopt;
  auto valuesOf = [&](const SwitchCase &one, std::vector<std::int64_t> &values) {
    const auto *constant = dyn_cast<CaseStmt>(&one);
    if (!constant)
      return true;
    std::optional<std::int64_t> value =
        constant->getRHS() ? std::nullopt : constantValue(*constant->getLHS(), unit_.ast);
    if (value)
      values.push_back(*value);
    return value.has_value();
  };
  bool known = true, isDefault = false;
  for (const SwitchCase *one = &label; one; one = dyn_cast<SwitchCase>(one->getSubStmt())) {
    known &= valuesOf(*one, test->values);
    isDefault |= isa<DefaultStmt>(one);
  }
  if (isDefault) {
    std::vector<std::int64_t> others;
    for (const SwitchCase *one = in.getSwitchCaseList(); one; one = one->getNextSwitchCase())
      known &= valuesOf(*one, others);
    for (std::int64_t value : test->values)
      others.erase(std::remove(others.begin(), others.end(), value), others.end());
    test->is = ValueTest::Is::NoneOf;
    test->values = std::move(others);
  }
  return known ? test : std::nullopt;
}

void BodyWalker::noteWrite(const ValueDecl &storage, std::optional<std::int64_t> value) {
  if (isFollowed(storage))
    unit_.summary.writes.push_back(
        {storageName(storage), value, false, storage.isExternallyVisible()});
}

void BodyWalker::noteInitial(const ValueDecl &storage, const Expr *initializer) {
  if (!isFollowed(storage))
    return;
  std::optional<std::int64_t> value;
  if (initializer)
    value = constantValue(*initializer, unit_.ast);
  else if (isa<VarDecl>(storage))
    value = 0;
  unit_.summary.writes.push_back(
      {storageName(storage), value, true, storage.isExternallyVisible()});
}

void BodyWalker::noteAssigned(const BinaryOperator &assignment) {
  const Expr *left = assignment.getLHS()->IgnoreParens();
  const ValueDecl *storage = storageNamed(*left);
  if (assignment.getOpcode() != BO_Assign || !storage || !isFollowed(*storage))
    return;
  noteWrite(*storage, constantValue(*assignment.getRHS(), unit_.ast));
  reading_ = left;
}

/// It is written to, or handed on so that others may.
void BodyWalker::noteChanged(const ValueDecl &storage) {
  const auto *parameter = dyn_cast<ParmVarDecl>(&storage);
  if (!parameter)
    return noteWrite(storage, std::nullopt);
  if (parameter->getDeclContext() == body_ &&
      (isScalar(parameter->getType()) || isDuration(parameter->getType())))
    changed_.insert(static_cast<int>(parameter->getFunctionScopeIndex()));
}

/// What was said of parameters that did not keep the value, or the object, that they were given:
/// `node = node->next`, `advance(node)`.
void BodyWalker::forgetChanged() {
  if (changed_.empty())
    return;
  for (CallSite &call : facts_.calls) {
    if (changed_.contains(call.on))
      call.on = -1;
    std::erase_if(call.tests,
                  [&](const ValueTest &test) { return changed_.contains(test.parameter); });
    for (Argument &argument : call.arguments) {
      if (changed_.contains(argument.object))
        argument.object = -1;
      if (changed_.contains(argument.passes))
        argument.passes = -1;
    }
  }
}

void BodyWalker::VisitImplicitCastExpr(const ImplicitCastExpr *cast) {
  const bool toConst = cast->getCastKind() == CK_NoOp && cast->getType().isConstQualified();
  if (cast->getCastKind() == CK_LValueToRValue || toConst)
    reading_ = cast->getSubExpr()->IgnoreParens();
  if (cast->getCastKind() == CK_LValueToRValue)
    loaded_ = reading_;
  VisitStmt(cast);
}

void BodyWalker::VisitMemberExpr(const MemberExpr *member) {
  if (member != reading_ && !member->getType().isConstQualified())
    noteWrite(*member->getMemberDecl(), std::nullopt);
  VisitStmt(member);
}

void BodyWalker::VisitOffsetOfExpr(const OffsetOfExpr *expression) {
  for (unsigned i = 0; i < expression->getNumComponents(); ++i)
    if (const OffsetOfNode &node = expression->getComponent(i);
        node.getKind() == OffsetOfNode::Field)
      noteWrite(*node.getField(), std::nullopt);
}

void BodyWalker::VisitCXXParenListInitExpr(const CXXParenListInitExpr *list) {
  const RecordDecl *record = list->getType()->getAsRecordDecl();
  auto values = list->getInitExprs().begin(), end = list->getInitExprs().end();
  if (record)
    for (const FieldDecl *field : record->fields())
      if (values != end)
        noteGivenTo(*field, **values++);
  VisitStmt(list);
}

/// `value` initialises the field, in place of what its class says.
void BodyWalker::noteGivenTo(const FieldDecl &field, const Expr &value) {
  if (!isa<CXXDefaultInitExpr>(value.IgnoreParenImpCasts()))
    noteWrite(field, constantValue(value, unit_.ast));
}

} // namespace coax
