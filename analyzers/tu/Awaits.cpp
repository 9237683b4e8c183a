// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a coroutine does around its suspensions.
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/EffectsOf.h"
#include "analyzers/tu/Tasks.h"
#include "analyzers/tu/Types.h"

#include <llvm/ADT/StringSet.h>

namespace coax {

using namespace clang;

void BodyWalker::await(SourceLocation place) {
  facts_.awaits.push_back(unit_.places.location(place));
}

void BodyWalker::suspend(SourceLocation place) {
  facts_.coroutine = true;
  facts_.suspensions.push_back({unit_.places.location(place), 0, 0});
  await(place);
}

void BodyWalker::endBlock(std::size_t firstSuspension, SourceLocation end) {
  if (firstSuspension == facts_.suspensions.size())
    return;
  const Location place = unit_.places.location(end);
  for (std::size_t i = firstSuspension; i < facts_.suspensions.size(); ++i)
    if (Range &suspension = facts_.suspensions[i]; suspension.endLine == 0) {
      suspension.endLine = place.line;
      suspension.endColumn = place.column;
    }
}

bool BodyWalker::isLate(bool loaded) const {
  return !facts_.suspensions.empty() || context_.loop || (context_.referring && !loaded);
}

static void addTo(std::vector<std::string> &names, const std::string &name) {
  if (!llvm::is_contained(names, name))
    names.push_back(name);
}

void BodyWalker::noteLate(const DeclRefExpr &reference) {
  if (!isLate(&reference == loaded_))
    return;
  const auto *parameter = dyn_cast<ParmVarDecl>(reference.getDecl());
  if (parameter && body_ && parameter->getDeclContext() == body_) {
    const int index = static_cast<int>(parameter->getFunctionScopeIndex());
    auto place = llvm::lower_bound(facts_.lateParameters, index);
    if (place == facts_.lateParameters.end() || *place != index)
      facts_.lateParameters.insert(place, index);
  } else if (facts_.lambda && reference.refersToEnclosingVariableOrCapture()) {
    addTo(facts_.lateCaptures, reference.getDecl()->getNameAsString());
  }
}

void BodyWalker::VisitCXXThisExpr(const CXXThisExpr *) {
  if (facts_.coroutine && facts_.lambda && isLate(/*loaded=*/false))
    addTo(facts_.lateCaptures, "this");
}

void BodyWalker::walkReferring(const Stmt *statement) {
  With context(*this);
  context->referring = true;
  walk(statement);
}

void BodyWalker::VisitCoroutineBodyStmt(const CoroutineBodyStmt *body) {
  facts_.coroutine = true;
  facts_.promiseByParameters = body_ && isPromiseByParameters(*body, *body_);
  walk(body->getBody());
}

void BodyWalker::VisitCoreturnStmt(const CoreturnStmt *statement) {
  facts_.coroutine = true;
  await(statement->getKeywordLoc());
  if (std::string macro = unit_.places.macroName(statement->getKeywordLoc()); !macro.empty())
    obstacle(std::string(returnsThroughMacro) + macro);
  walk(statement->getOperand());
}

void BodyWalker::VisitCoroutineSuspendExpr(const CoroutineSuspendExpr *expression) {
  awaited_ = core(expression->getOperand());
  walkReferring(expression->getOperand());
  suspend(expression->getKeywordLoc());
  addAwaiter(*expression);
}

void BodyWalker::VisitDependentCoawaitExpr(const DependentCoawaitExpr *expression) {
  awaited_ = core(expression->getOperand());
  walkReferring(expression->getOperand());
  suspend(expression->getKeywordLoc());
}

/// The functions of the program that turn an operand into an awaiter: await_transform(), operator
/// co_await. They are called on what is awaited, before it.
static void collectTransforms(const Stmt *statement, const Expr &operand,
                              llvm::SmallVectorImpl<const CallExpr *> &found) {
  if (!statement || statement == &operand)
    return;
  if (const auto *opaque = dyn_cast<OpaqueValueExpr>(statement))
    return collectTransforms(opaque->getSourceExpr(), operand, found);
  for (const Stmt *child : statement->children())
    collectTransforms(child, operand, found);
  const auto *call = dyn_cast<CallExpr>(statement);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const bool transforms =
      callee && (callee->getOverloadedOperator() == OO_Coawait ||
                 (callee->getIdentifier() && callee->getName() == "await_transform"));
  if (transforms)
    found.push_back(call);
}

/// Whose member function the step is, also where that is an operator; null for others.
static const Expr *objectAwaited(const CallExpr &step) {
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&step))
    return member->getImplicitObjectArgument();
  const bool ofMember =
      isa<CXXOperatorCallExpr>(step) && isa_and_nonnull<CXXMethodDecl>(step.getDirectCallee());
  return ofMember ? step.getArg(0) : nullptr;
}

void BodyWalker::addAwaiter(const CoroutineSuspendExpr &expression) {
  llvm::SmallVector<const CallExpr *, 5> steps;
  collectTransforms(expression.getCommonExpr(), *expression.getOperand(), steps);
  for (const Expr *step :
       {expression.getReadyExpr(), expression.getSuspendExpr(), expression.getResumeExpr()})
    if (const auto *call = dyn_cast_or_null<CallExpr>(step ? core(step) : nullptr))
      steps.push_back(call);
  for (const CallExpr *call : steps) {
    const FunctionDecl *callee = call->getDirectCallee();
    if (!callee || !unit_.isUser(patternOf(*callee)))
      continue;
    const Expr *object = objectAwaited(*call);
    const CXXRecordDecl *record = object ? recordOf(object->getType()) : nullptr;
    const Expr &operand = *expression.getOperand();
    CallSite site = siteAt(CallKind::Implicit, expression, expression.getKeywordLoc(), {});
    nameCallee(site, *callee, record);
    if (record && record == recordOf(operand.getType())) {
      site.object = unit_.places.text(operand.getSourceRange());
      if (isa<CXXConstructExpr>(core(&operand))) // made where it is awaited
        addMadeWith(site, operand.getType(), operand);
    }
    add(std::move(site));
  }
}

void BodyWalker::noteLoop(const Stmt &loop, const VarDecl *element, std::size_t before) {
  if (!element || facts_.suspensions.size() == before)
    return;
  IterationEffects found = effectsOfIteration(unit_, loop, *element);
  AwaitingLoop &noted = facts_.loops.emplace_back();
  noted.range = unit_.places.range(loop.getSourceRange());
  noted.element = element->getNameAsString();
  noted.effects = std::move(found.effects);
  noted.awaitsElement = found.awaitsElement;
  noted.leaves = found.leaves;
  if (!found.joined)
    return;
  noted.joined = unit_.names.type(unit_.ast.getCanonicalTagType(found.joined));
  noted.joinedStart = startOf(*found.joined, unit_.ast);
}

static bool isTaking(const FunctionDecl &callee) {
  static const llvm::StringSet<> names = {"lock",        "lock_shared",        "acquire",
                                          "scoped_lock", "scoped_lock_shared", "scoped_acquire"};
  return callee.getIdentifier() && names.contains(callee.getName());
}

/// Nobody names it: what matters is that it is there, as a guard or a permit, or what was done.
static bool holdsItsScope(const VarDecl &variable) {
  const auto *await = dyn_cast<CoawaitExpr>(core(variable.getInit()));
  const auto *call = await ? dyn_cast<CallExpr>(core(await->getOperand())) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return !variable.isReferenced() || (callee && isTaking(*callee));
}

/// Written out: no variable, object or call has a part in it, but `"a"s` and `seconds(1)` may be.
static bool isWrittenOut(const Stmt &part) {
  bool runs = isa<CallExpr>(part) && !isa<UserDefinedLiteral>(part);
  if (runs || isa<DeclRefExpr, CXXThisExpr, LambdaExpr, CXXNewExpr, CoawaitExpr>(part))
    return isa<DeclRefExpr>(part) && isa<EnumConstantDecl>(cast<DeclRefExpr>(part).getDecl());
  return isa<UserDefinedLiteral>(part) || llvm::all_of(part.children(), [](const Stmt *child) {
           return !child || isWrittenOut(*child);
         });
}

/// `load(1, "a")`: what is awaited names no variable, and its arguments say what it is about. None
/// for calls of objects, which may be asked for one thing after the other.
static std::vector<const Expr *> constantsAwaited(const VarDecl &variable) {
  const auto *await = cast<CoawaitExpr>(core(variable.getInit()));
  const auto *call = dyn_cast<CallExpr>(core(await->getOperand()));
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
  std::vector<const Expr *> constants;
  if (!callee || (method && !method->isStatic()))
    return constants;
  for (const Expr *argument : call->arguments()) {
    if (!isWrittenOut(*argument))
      return {};
    if (!isa<CXXDefaultArgExpr>(argument))
      constants.push_back(argument);
  }
  return constants;
}

void BodyWalker::noteSequence(const Stmt &first, const Stmt &second) {
  const VarDecl *earlier = awaitingDeclaration(first);
  const VarDecl *later = awaitingDeclaration(second);
  if (!earlier || !later || holdsItsScope(*earlier) || holdsItsScope(*later))
    return;
  AwaitSequence sequence;
  auto note = [&](const VarDecl &variable, Range &place, std::string &name, Effects &effects) {
    place = unit_.places.range(variable.getInit()->getSourceRange());
    name = variable.getNameAsString();
    effects = effectsOf(unit_, *variable.getInit());
  };
  note(*earlier, sequence.first, sequence.firstVariable, sequence.firstEffects);
  note(*later, sequence.second, sequence.secondVariable, sequence.secondEffects);
  if (sequence.firstEffects.reads.empty() && sequence.secondEffects.reads.empty()) {
    auto text = [&](const Expr &e) { return unit_.places.text(e.getSourceRange()); };
    if (text(*earlier->getInit()) == text(*later->getInit()))
      return; // what has changed since is why it is asked again
    for (const Expr *argument : constantsAwaited(*earlier))
      sequence.firstEffects.reads.push_back(text(*argument));
    for (const Expr *argument : constantsAwaited(*later))
      sequence.secondEffects.reads.push_back(text(*argument));
  }
  facts_.sequences.push_back(std::move(sequence));
}

} // namespace coax
