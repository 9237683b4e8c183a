// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Body.h"

#include "rewriters/transforms/CatchHandlers.h"
#include "rewriters/transforms/Conditions.h"
#include "rewriters/transforms/Counterpart.h"
#include "rewriters/transforms/Declarations.h"
#include "rewriters/transforms/Hoist.h"
#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Shapes.h"
#include "rewriters/transforms/Threads.h"

#include <clang/AST/DeclCXX.h>

namespace coax {
namespace {

/// `operator bool` on the result of a call, or a conversion of it: spelled by the call alone.
bool isConversionOfCall(const clang::Expr &expression) {
  const clang::Expr *inner = nullptr;
  if (const auto *call = clang::dyn_cast<clang::CXXMemberCallExpr>(&expression)) {
    if (clang::isa_and_nonnull<clang::CXXConversionDecl>(call->getMethodDecl()))
      inner = call->getImplicitObjectArgument();
  } else if (const auto *made = clang::dyn_cast<clang::CXXConstructExpr>(&expression)) {
    if (made->getNumArgs() >= 1 && !clang::isa<clang::CXXTemporaryObjectExpr>(made))
      inner = made->getArg(0);
  }
  if (!inner)
    return false;
  inner = inner->IgnoreImplicit();
  return clang::isa<clang::CallExpr, clang::CXXConstructExpr>(inner) &&
         inner->getSourceRange() == expression.getSourceRange();
}

/// `return 0;` in a function that returns a pointer: a co_return takes no null constant but
/// nullptr.
bool isOldNull(const clang::Expr &value, clang::ASTContext &context) {
  const clang::Expr *written = value.IgnoreParenImpCasts();
  return value.getType()->isAnyPointerType() && !written->getType()->isPointerType() &&
         !clang::isa<clang::CXXNullPtrLiteralExpr>(written) && !value.isTypeDependent() &&
         written->isNullPointerConstant(context, clang::Expr::NPC_ValueDependentIsNotNull) !=
             clang::Expr::NPCK_NotNull;
}

} // namespace

Body::Body(UnitState &unit, SymbolId function, const clang::FunctionDecl &declaration,
           const clang::Stmt &body)
    : unit_(unit), edits_(unit.edits), function_(std::move(function)), declaration_(declaration),
      body_(body), parents_(const_cast<clang::Stmt *>(&body)) {}

void Body::rewrite() {
  if (declaration_.isMain())
    spellFunctionNames(body_);
  Threads(*this).rewriteLocals();
  visit(body_);
  refuseUnseen();
}

void Body::finish(const clang::Stmt &statement) {
  finished_.insert(&statement);
  for (const clang::Stmt *child : statement.children())
    if (child)
      finish(*child);
}

void Body::refuse(const CallPlan &plan, const std::string &reason) {
  unit_.refusals.push_back({plan.function, plan.range, plan.action, reason});
}

void Body::refuseFunction(const std::string &reason) {
  unit_.refusals.push_back(Refusal::ofFunction(function_, reason));
}

void Body::refuseAwaits(const clang::Expr &expression, const std::string &reason) {
  if (!refuseAwaitsIn(expression, reason))
    refuseFunction(reason);
}

bool Body::refuseAwaitsIn(const clang::Stmt &statement, const std::string &reason) {
  const auto *expression = clang::dyn_cast<clang::Expr>(&statement);
  if (!expression || clang::isa<clang::LambdaExpr>(statement))
    return false;
  const FunctionPlan *owner = unit_.plan.awaiting(function_);
  const CallPlan *plan = awaits_.count(expression) ? planFor(*expression) : nullptr;
  bool refused = plan != nullptr;
  // A call that can run nowhere else would keep all that it calls synchronous: better this
  // function.
  if (plan && plan->action == CallAction::Offload && owner && !owner->root && !owner->already)
    refuseFunction(reason);
  else if (plan)
    refuse(*plan, reason);
  for (const clang::Stmt *child : expression->children())
    refused |= child && refuseAwaitsIn(*child, reason);
  return refused;
}

std::string Body::freshName(const char *stem) {
  const clang::SourceManager &sources = edits_.sources();
  llvm::StringRef file =
      sources.getBufferData(sources.getFileID(sources.getExpansionLoc(body_.getBeginLoc())));
  std::string name;
  do
    name = std::string("coax_") + stem + std::to_string(++names_[stem]);
  while (file.contains(name));
  return name;
}

const CallPlan *Body::planFor(const clang::Expr &expression) const {
  if (!clang::isa<clang::CallExpr, clang::CXXConstructExpr>(expression) ||
      isConversionOfCall(expression))
    return nullptr;
  const CallPlan *plan =
      unit_.plan.call(function_, unit_.places.range(expression.getSourceRange()));
  if (plan)
    seen_.insert(plan);
  return plan;
}

void Body::refuseUnseen() {
  for (const CallPlan *plan : unit_.plan.callsIn(function_))
    if (plan->action != CallAction::Keep && plan->action != CallAction::Bridge &&
        !seen_.count(plan))
      refuse(*plan, "the call is not spelled in the source");
}

void Body::visit(const clang::Stmt &statement) {
  if (finished_.count(&statement))
    return;
  if (const auto *compound = clang::dyn_cast<clang::CompoundStmt>(&statement))
    return visitCompound(*compound);
  if (const auto *attempt = clang::dyn_cast<clang::CXXTryStmt>(&statement))
    return visitTry(*attempt);
  if (const auto *choice = clang::dyn_cast<clang::SwitchStmt>(&statement))
    return visitSwitch(*choice);
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    return visitDeclaration(*declaration);
  if (const auto *result = clang::dyn_cast<clang::ReturnStmt>(&statement))
    return visitReturn(*result);
  if (const auto *range = clang::dyn_cast<clang::CXXForRangeStmt>(&statement)) {
    if (range->getInit())
      visit(*range->getInit());
    visitFull(*range->getRangeInit(), statement);
    return visitChild(*range->getBody(), statement);
  }
  for (const clang::Stmt *child : statement.children())
    if (child)
      visitChild(*child, statement);
  Conditions(*this).name(statement);
}

void Body::visitChild(const clang::Stmt &child, const clang::Stmt &parent) {
  const auto *expression = clang::dyn_cast<clang::Expr>(&child);
  if (!expression)
    visit(child);
  else if (!finished_.count(&child) && !Regions(*this).offloadBranch(*expression, parent))
    visitFull(*expression, parent);
}

void Body::visitCompound(const clang::CompoundStmt &compound) {
  Regions(*this).offloadRuns(compound);
  for (const clang::Stmt *child : compound.body()) {
    if (finished_.count(child))
      continue;
    if (const auto *expression = clang::dyn_cast<clang::Expr>(child))
      visitFull(*expression, compound);
    else
      visit(*child);
  }
}

void Body::visitTry(const clang::CXXTryStmt &statement) {
  visit(*statement.getTryBlock());
  CatchHandlers(*this).rewrite(statement);
}

void Body::visitSwitch(const clang::SwitchStmt &statement) {
  if (statement.getInit())
    visit(*statement.getInit());
  if (const clang::DeclStmt *declaration = statement.getConditionVariableDeclStmt())
    visit(*declaration);
  else
    visitFull(*statement.getCond(), statement);
  visit(*statement.getBody());
}

void Body::visitDeclaration(const clang::DeclStmt &statement) {
  for (const clang::Decl *declaration : statement.decls()) {
    const auto *variable = clang::dyn_cast<clang::VarDecl>(declaration);
    if (!variable) // a local class, a function declared in the block
      unit_.visitDeclaration(*declaration);
    if (!variable || !variable->getInit() || finished_.count(variable->getInit()))
      continue;
    if (!Declarations(*this).offload(*variable, statement))
      visitFull(*variable->getInit(), statement);
  }
}

void Body::visitReturn(const clang::ReturnStmt &statement) {
  const clang::Expr *value = statement.getRetValue();
  Stretch written = value ? edits_.stretchOf(value->getSourceRange()) : Stretch();
  if (value && written.valid() && isOldNull(*value, unit_.context))
    edits_.replace(written, "nullptr");
  else if (value)
    visitFull(*value, statement);
  Stretch keyword = edits_.tokenAt(statement.getReturnLoc());
  if (!keyword.valid() || edits_.text(keyword) != "return")
    return refuseFunction("returns through a macro");
  edits_.replace(keyword, "co_return");
}

void Body::visitFull(const clang::Expr &full, const clang::Stmt &statement) {
  if (finished_.count(&full))
    return;
  visitExpression(full, full, statement);
  Hoist(*this).lower(full, statement);
}

void Body::visitExpression(const clang::Expr &expression, const clang::Expr &full,
                           const clang::Stmt &statement) {
  if (finished_.count(&expression))
    return;
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&expression)) {
    for (const clang::Expr *init : lambda->capture_inits())
      if (init)
        visitExpression(*init, full, statement);
    return unit_.visitLambda(*lambda);
  }
  const CallPlan *plan = planFor(expression);
  if (plan && plan->action == CallAction::Offload && !finished_.count(&expression)) {
    apply(*plan, expression, full);
    return;
  }
  for (const clang::Stmt *child : expression.children())
    if (const auto *part = clang::dyn_cast_or_null<clang::Expr>(child))
      visitExpression(*part, full, statement);
    else if (child)
      visit(*child);
  if (plan)
    apply(*plan, expression, full);
}

void Body::visitParts(const clang::Expr &expression) {
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&expression))
    return visitExpression(*lambda, expression, body_);
  for (const clang::Stmt *child : expression.children())
    if (const auto *part = clang::dyn_cast_or_null<clang::Expr>(child))
      visitExpression(*part, expression, body_);
}

void Body::apply(const CallPlan &plan, const clang::Expr &call, const clang::Expr &full) {
  if (plan.action == CallAction::Keep || plan.action == CallAction::Bridge)
    return;
  if (!edits_.stretchOf(call.getSourceRange()).valid())
    return refuse(plan, "the call is spelled in a macro");
  if (unit_.isPrinted(call))
    return refuse(plan, "the call stands in an argument that a macro also prints");
  Stretch place = edits_.stretchOf(call.getSourceRange());
  bool again = !unit_.done.insert({place.file, place.begin, place.end}).second;
  if (again) { // a macro evaluates its argument twice: one await in the source is both
    if (plan.action != CallAction::Spawn)
      awaits_.insert(&call);
    return;
  }
  if (plan.action == CallAction::Spawn)
    return Threads(*this).spawn(plan, call);
  if (plan.action == CallAction::Offload) {
    if (!offloadCall(plan, call, full))
      return;
  } else if (plan.action == CallAction::Counterpart) {
    applyCounterpart(plan, call);
  } else {
    applyAwait(call);
  }
  if (needsParentheses(call))
    edits_.wrap(place, "(", ")");
  if (full.IgnoreImplicit() == &call && neverReturns(call))
    edits_.insertAfter(place, ", std::terminate()"); // the compiler knew that nothing follows
}

/// False if more than the call went to the pool, or nothing.
bool Body::offloadCall(const CallPlan &plan, const clang::Expr &call, const clang::Expr &full) {
  std::string why = Regions(*this).whyNotOffload(plan, call);
  const clang::Expr *whole = why.empty()          ? Hoist(*this).safeWhole(call, full)
                             : plan.locks.empty() ? Regions(*this).movableWhole(plan, call, full)
                                                  : nullptr;
  if (whole) {
    applyOffload(plan, *whole);
    if (whole == full.IgnoreImplicit() && neverReturns(call))
      edits_.insertAfter(edits_.stretchOf(whole->getSourceRange()), ", std::terminate()");
    finish(*whole);
    return false;
  }
  if (why.empty()) {
    applyOffload(plan, call);
    return true;
  }
  unit_.visitSynchronous(call);
  // Holding a lock while the coroutine is suspended would stop the loop: better the whole function
  // on the pool than that.
  const FunctionPlan *owner = unit_.plan.awaiting(function_);
  if (!plan.locks.empty() && owner && !owner->root)
    refuseFunction(why);
  else
    refuse(plan, why);
  return false;
}

void Body::applyAwait(const clang::Expr &call) {
  edits_.insertBefore(edits_.stretchOf(call.getSourceRange()), "co_await ");
  awaits_.insert(&call);
}

void Body::applyCounterpart(const CallPlan &plan, const clang::Expr &call) {
  Counterpart counterpart(edits_, unit_.context, call, plan.counterpart);
  if (!counterpart.unfit().empty())
    return refuse(plan, counterpart.unfit());
  counterpart.apply();
  applyAwait(call);
}

void Body::applyOffload(const CallPlan &, const clang::Expr &call) {
  unit_.visitSynchronous(call);
  spellFunctionNames(call);
  bool value = !call.getType()->isVoidType();
  std::string head = call.isGLValue() ? "[&]() -> decltype(auto) { " : "[&] { ";
  edits_.wrap(edits_.stretchOf(call.getSourceRange()),
              "co_await coax::offload(" + head + (value ? "return " : ""), "; })");
  awaits_.insert(&call);
  pooled_.insert(&call);
}

void Body::spellFunctionNames(const clang::Stmt &statement) {
  if (clang::isa<clang::LambdaExpr>(statement))
    return;
  const auto *name = clang::dyn_cast<clang::PredefinedExpr>(&statement);
  bool plain = name && (name->getIdentKind() == clang::PredefinedIdentKind::Func ||
                        name->getIdentKind() == clang::PredefinedIdentKind::Function);
  if (plain && name->getFunctionName() && !name->getLocation().isMacroID())
    edits_.replace(edits_.tokenAt(name->getLocation()),
                   "\"" + name->getFunctionName()->getString().str() + "\"");
  for (const clang::Stmt *child : statement.children())
    if (child)
      spellFunctionNames(*child);
}

bool Body::needsParentheses(const clang::Expr &call) const {
  const clang::Stmt *inner = &call;
  const clang::Stmt *parent = parents_.getParent(inner);
  while (
      parent &&
      clang::isa<clang::ImplicitCastExpr, clang::ExprWithCleanups, clang::MaterializeTemporaryExpr,
                 clang::CXXBindTemporaryExpr, clang::CXXFunctionalCastExpr>(parent)) {
    inner = parent;
    parent = parents_.getParent(inner);
  }
  if (!parent)
    return false;
  if (clang::isa<clang::MemberExpr, clang::ArraySubscriptExpr, clang::CXXPseudoDestructorExpr,
                 clang::UnresolvedMemberExpr, clang::CXXDependentScopeMemberExpr>(parent))
    return *parent->child_begin() == inner;
  if (const auto *unary = clang::dyn_cast<clang::UnaryOperator>(parent))
    return unary->isPostfix();
  if (const auto *operation = clang::dyn_cast<clang::CXXOperatorCallExpr>(parent)) {
    clang::OverloadedOperatorKind kind = operation->getOperator();
    bool postfix = kind == clang::OO_Call || kind == clang::OO_Subscript ||
                   kind == clang::OO_Arrow ||
                   ((kind == clang::OO_PlusPlus || kind == clang::OO_MinusMinus) &&
                    operation->getNumArgs() == 2);
    return postfix && operation->getArg(0) == inner;
  }
  if (const auto *outer = clang::dyn_cast<clang::CallExpr>(parent))
    return outer->getCallee() == inner;
  return false;
}

} // namespace coax
