// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Constants.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

namespace coax {

using namespace clang;

bool isDuration(QualType type) {
  if (type.isNull())
    return false;
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->getIdentifier() || record->getName() != "duration")
    return false;
  const DeclContext *chrono = record->getDeclContext()->getParent();
  return chrono && chrono->isStdNamespace();
}

/// The value of the constant that an expression names; null if it names none.
static const APValue *constantNamed(const Expr &expression, const ASTContext &context) {
  const auto *reference = dyn_cast<DeclRefExpr>(expression.IgnoreParenImpCasts());
  const auto *variable = reference ? dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  return variable && !variable->getType()->isReferenceType() &&
                 variable->isUsableInConstantExpressions(context)
             ? variable->evaluateValue()
             : nullptr;
}

/// Of a std::chrono::duration. Only zero is zero: half a second counts as one.
static std::optional<std::int64_t> ticksOf(const APValue *value) {
  if (!value || !value->isStruct() || value->getStructNumFields() != 1)
    return std::nullopt;
  const APValue &ticks = value->getStructField(0);
  if (ticks.isInt())
    return ticks.getInt().getExtValue();
  llvm::APSInt rounded(64, /*isUnsigned=*/false);
  bool isExact = false;
  if (!ticks.isFloat() || ticks.getFloat().convertToInteger(rounded, llvm::APFloat::rmTowardZero,
                                                            &isExact) == llvm::APFloat::opInvalidOp)
    return std::nullopt;
  if (isExact)
    return rounded.getExtValue();
  return rounded.getExtValue() + (ticks.getFloat().isNegative() ? -1 : 1);
}

std::optional<std::int64_t> constantValue(const Expr &expression, const ASTContext &context) {
  if (expression.getType().isNull() || expression.isValueDependent() ||
      expression.isTypeDependent()) // in a template that is not instantiated
    return std::nullopt;
  QualType type = expression.getType().getCanonicalType();
  Expr::EvalResult result;
  if (type->isIntegralOrEnumerationType()) {
    if (expression.EvaluateAsInt(result, context) && result.Val.getInt().getSignificantBits() <= 64)
      return result.Val.getInt().getExtValue();
    return std::nullopt;
  }
  if (type->isPointerType() || type->isNullPtrType()) {
    if (expression.isNullPointerConstant(const_cast<ASTContext &>(context),
                                         Expr::NPC_ValueDependentIsNotNull))
      return 0;
    return std::nullopt;
  }
  if (!isDuration(type))
    return std::nullopt;
  if (!expression.isPRValue())
    return ticksOf(constantNamed(expression, context));
  return expression.EvaluateAsRValue(result, context) ? ticksOf(&result.Val) : std::nullopt;
}

} // namespace coax
