// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Callables.h"

#include "analyzers/tu/Types.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/Support/Path.h>

namespace coax {

using namespace clang;

const MaterializeTemporaryExpr *temporaryIn(const Expr &expression) {
  const Expr *e = expression.IgnoreParens();
  while (const auto *cast = dyn_cast<ImplicitCastExpr>(e))
    e = cast->getSubExpr()->IgnoreParens();
  return dyn_cast<MaterializeTemporaryExpr>(e);
}

const Expr *core(const Expr *expression) {
  while (expression) {
    const Expr *inner = expression->IgnoreParenCasts();
    if (const auto *cleanups = dyn_cast<ExprWithCleanups>(inner))
      inner = cleanups->getSubExpr();
    else if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(inner))
      inner = temporary->getSubExpr();
    else if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(inner))
      inner = bound->getSubExpr();
    else if (const auto *constant = dyn_cast<ConstantExpr>(inner))
      inner = constant->getSubExpr();
    else if (const auto *substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(inner))
      inner = substituted->getReplacement();
    if (inner == expression)
      return expression;
    expression = inner;
  }
  return nullptr;
}

/// True if the value of a call is one of its arguments: std::for_each(first, last, f) is f.
static bool givesBackArgument(const CallExpr &call) {
  auto bare = [](QualType type) {
    return type.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  };
  return llvm::any_of(call.arguments(), [&](const Expr *argument) {
    return bare(argument->getType()) == bare(call.getType());
  });
}

/// std::ranges::for_each: it gives back what it was given to run.
static bool isRangesAlgorithm(const FunctionDecl &function) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method && method->getOverloadedOperator() == OO_Call &&
         method->getParent()->getIdentifier() && method->getParent()->getName().ends_with("_fn");
}

bool Callables::isWrapping(const Expr &expression) const {
  const FunctionDecl *function = nullptr;
  if (const auto *call = dyn_cast<CallExpr>(&expression))
    function = call->getDirectCallee();
  else if (const auto *construction = dyn_cast<CXXConstructExpr>(&expression))
    function = construction->getConstructor();
  if (!function || unit_.isUser(patternOf(*function)) || isRangesAlgorithm(*function))
    return false;
  if (const auto *call = dyn_cast<CallExpr>(&expression);
      call && !isa<CXXMethodDecl>(function) && call->getNumArgs() > 1 && givesBackArgument(*call))
    return false;
  return isCallable(expression.getType()) || holdsCallables(unit_, expression.getType());
}

CallableValue Callables::firstOf(llvm::ArrayRef<const Expr *> expressions) {
  for (const Expr *expression : expressions)
    if (CallableValue value = resolve(expression); value.known())
      return value;
  return {};
}

/// What an object of a class of the program is made from that takes any callable, as std::function
/// does: a template constructor of one parameter, of a class with operator().
static const Expr *wrapped(const Expr &expression) {
  const auto *construction = dyn_cast<CXXConstructExpr>(&expression);
  if (!construction || construction->getNumArgs() == 0)
    return nullptr;
  const CXXConstructorDecl &constructor = *construction->getConstructor();
  const bool takesAny = constructor.getPrimaryTemplate() &&
                        constructor.getMinRequiredArguments() == 1 &&
                        isCallable(construction->getType());
  const Expr *given = takesAny ? core(construction->getArg(0)) : nullptr;
  return given && isCallable(given->getType()) ? given : nullptr;
}

CallableValue Callables::resolve(const Expr *expression) {
  const Expr *e = core(expression);
  // What initialises a member of an unknown type, `held(4)`, has no type.
  if (!e || e->getType().isNull() || e->isTypeDependent())
    return {};
  if (const auto *unary = dyn_cast<UnaryOperator>(e)) {
    if (unary->getOpcode() == UO_AddrOf && !isCallable(e->getType()))
      return {}; // the address of an object that is callable is an object
    if (unary->getOpcode() == UO_AddrOf || unary->getOpcode() == UO_Deref ||
        unary->getOpcode() == UO_Plus)
      return resolve(unary->getSubExpr());
  }
  if (const Expr *given = wrapped(*e))
    if (CallableValue value = resolve(given); value.known())
      return value;
  if (const CXXRecordDecl *record = e->getType().getNonReferenceType()->getAsCXXRecordDecl();
      record && record->getDefinition() && (record->isLambda() || unit_.isUser(*record)))
    return object(*record->getDefinition(), *e);
  if (const auto *reference = dyn_cast<DeclRefExpr>(e))
    if (const auto *function = dyn_cast<FunctionDecl>(reference->getDecl()))
      return {function, -1, {}};
  if (const auto *member = dyn_cast<MemberExpr>(e))
    if (const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl()))
      return {method, -1, {}};
  if (!isCallable(e->getType()) && !isWrapping(*e))
    return {};
  if (const auto *choice = dyn_cast<AbstractConditionalOperator>(e))
    return chosen(*choice);
  if (const auto *conversion = dyn_cast<CXXMemberCallExpr>(e);
      conversion && isa_and_nonnull<CXXConversionDecl>(conversion->getMethodDecl()))
    return resolve(conversion->getImplicitObjectArgument());
  if (isWrapping(*e)) {
    if (const auto *construction = dyn_cast<CXXConstructExpr>(e))
      return firstOf({construction->getArgs(), construction->getNumArgs()});
    if (const auto *call = cast<CallExpr>(e); !isa<CXXMemberCallExpr>(e)) {
      if (CallableValue value = firstOf({call->getArgs(), call->getNumArgs()}); value.known())
        return value;
    }
  }
  return storage(e);
}

std::string Callables::at(SourceLocation location) {
  const Location place = unit_.places.location(location);
  return '@' + llvm::sys::path::filename(place.file.str()).str() + ':' +
         std::to_string(place.line) + ':' + std::to_string(place.column);
}

CallableValue Callables::object(const CXXRecordDecl &record, const Expr &expression) {
  if (const FunctionDecl *only = callOperator(record))
    return {only, -1, {}};
  std::vector<const FunctionDecl *> all = callOperators(record);
  if (all.size() < 2)
    return {all.empty() ? nullptr : all.front(), -1, {}};
  return {nullptr, -1, "(object)" + at(expression.getBeginLoc()), std::move(all)};
}

/// One of two: nothing is one of them where the other is a null pointer.
CallableValue Callables::chosen(const AbstractConditionalOperator &choice) {
  const CallableValue first = resolve(choice.getTrueExpr());
  const CallableValue second = resolve(choice.getFalseExpr());
  auto isNull = [&](const Expr *side) {
    return core(side)->isNullPointerConstant(unit_.ast, Expr::NPC_ValueDependentIsNotNull) !=
           Expr::NPCK_NotNull;
  };
  if (first == second || isNull(choice.getFalseExpr()))
    return first;
  if (isNull(choice.getTrueExpr()))
    return second;
  return {nullptr, -1, nameOfChoice(choice)};
}

std::string Callables::nameOfChoice(const AbstractConditionalOperator &choice) {
  return "(choice)" + at(choice.getQuestionLoc());
}

std::string Callables::nameOfResult(const FunctionDecl &function) {
  return "(result)@" + unit_.names.id(function).usr.str();
}

int Callables::parameterOf(const Expr *expression) {
  const Expr *e = core(expression);
  if (const auto *construction = dyn_cast_or_null<CXXConstructExpr>(e); // a copy
      construction && construction->getNumArgs() == 1)
    return parameterOf(construction->getArg(0));
  if (const auto *call = dyn_cast_or_null<CallExpr>(e);
      call && call->getNumArgs() == 1 && isWrapping(*call)) // std::move, std::forward
    return parameterOf(call->getArg(0));
  const auto *reference = dyn_cast_or_null<DeclRefExpr>(e);
  const auto *parameter = reference ? dyn_cast<ParmVarDecl>(reference->getDecl()) : nullptr;
  return parameter && parameter->getDeclContext() == body_
             ? static_cast<int>(parameter->getFunctionScopeIndex())
             : -1;
}

CallableValue Callables::declared(const ValueDecl &declaration) {
  if (auto alias = aliases_.find(&declaration); alias != aliases_.end())
    return storage(alias->second);
  const auto *variable = dyn_cast<VarDecl>(&declaration);
  if (variable && variable->isInitCapture() && variable->getInit())
    if (CallableValue value = resolve(variable->getInit()); value.known())
      return value;
  if (const auto *parameter = dyn_cast<ParmVarDecl>(&declaration))
    if (parameter->getDeclContext() == body_)
      return {nullptr, static_cast<int>(parameter->getFunctionScopeIndex()), {}};
  if (const auto *binding = dyn_cast<BindingDecl>(&declaration))
    return declared(*binding->getDecomposedDecl());
  // `auto job = std::bind(…)`: a type that holds this one callable and no other.
  if (variable && variable->hasLocalStorage() && variable->getInit() &&
      isCallable(variable->getType()) && recordOf(variable->getType()) &&
      heldSignature(unit_, variable->getType()).isNull())
    if (CallableValue value = resolve(variable->getInit()); value.known())
      return value;
  // `auto it = handlers.find(name)`: what it leads to is held by the container.
  if (variable && variable->hasLocalStorage() && variable->getInit() &&
      !isCallable(variable->getType()) && isa<CXXMemberCallExpr>(core(variable->getInit())))
    if (CallableValue value = storage(variable->getInit()); value.known())
      return value;
  return {nullptr, -1, unit_.names.storage(declaration)};
}

CallableValue Callables::storage(const Expr *expression) {
  const Expr *e = core(expression);
  if (!e)
    return {};
  if (const auto *reference = dyn_cast<DeclRefExpr>(e))
    return isa<FunctionDecl>(reference->getDecl()) ? CallableValue{}
                                                   : declared(*reference->getDecl());
  if (const auto *member = dyn_cast<MemberExpr>(e)) {
    const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
    if (field && !unit_.isUser(*field)) // first and second of a std::pair
      return storage(member->getBase());
    return {nullptr, -1, unit_.names.storage(*member->getMemberDecl())};
  }
  if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(e))
    return storage(subscript->getBase());
  if (const auto *unary = dyn_cast<UnaryOperator>(e))
    return storage(unary->getSubExpr());
  if (const auto *binary = dyn_cast<BinaryOperator>(e)) {
    if (binary->isAssignmentOp() || binary->isAdditiveOp())
      return storage(binary->getLHS());
    return binary->isPtrMemOp() || binary->isCommaOp() ? storage(binary->getRHS())
                                                       : CallableValue{};
  }
  const auto *call = dyn_cast<CallExpr>(e);
  if (!call || !call->getDirectCallee())
    return {};
  if (unit_.isUser(patternOf(*call->getDirectCallee())))
    return isCallable(call->getType())
               ? CallableValue{nullptr, -1, nameOfResult(*call->getDirectCallee())}
               : CallableValue{};
  if (const auto *method = dyn_cast<CXXMemberCallExpr>(call))
    return storage(method->getImplicitObjectArgument());
  return call->getNumArgs() > 0 ? storage(call->getArg(0)) : CallableValue{};
}

} // namespace coax
