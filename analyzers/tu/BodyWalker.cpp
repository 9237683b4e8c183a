// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/BodyWalker.h"

#include "analyzers/tu/EffectsOf.h"
#include "analyzers/tu/Types.h"

#include <llvm/ADT/StringSet.h>

#include <algorithm>

namespace coax {

using namespace clang;

void BodyWalker::walkFunction() {
  if (const auto *constructor = dyn_cast<CXXConstructorDecl>(body_))
    for (const CXXCtorInitializer *initializer : constructor->inits())
      walkInitializer(*initializer);
  walk(body_->getBody());
  if (const auto *destructor = dyn_cast<CXXDestructorDecl>(body_))
    endMembers(*destructor->getParent(), {body_->getEndLoc(), {}, false}, 0);
  noteLocks();
  forgetChanged();
}

void BodyWalker::walkInitializer(const CXXCtorInitializer &initializer) {
  With context(*this);
  context->initializer = true;
  context->implicit = !initializer.isWritten();
  if (const FieldDecl *field = initializer.getAnyMember()) {
    context->into = unit_.names.storage(*field);
    addUse(*initializer.getInit(), context->into);
  }
  if (const FieldDecl *field = initializer.getAnyMember()) {
    store(*initializer.getInit(), *field);
    noteGivenTo(*field, *initializer.getInit());
  } else {
    stored_ = nullptr;
  }
  if (initializer.isWritten())
    spelled_ = core(initializer.getInit());
  else
    context->instead = body_->getLocation();
  walkValue(initializer.getInit());
}

void BodyWalker::walkGlobal(const VarDecl &variable) {
  With context(*this);
  context->staticInitializer = true;
  walkVariable(variable);
}

void BodyWalker::obstacle(std::string reason) {
  if (std::find(facts_.obstacles.begin(), facts_.obstacles.end(), reason) == facts_.obstacles.end())
    facts_.obstacles.push_back(std::move(reason));
}

void BodyWalker::VisitStmt(const Stmt *statement) {
  for (const Stmt *child : statement->children())
    walk(child);
}

/// A full expression whose value nobody uses, or any other statement.
void BodyWalker::walkStatement(const Stmt *statement) {
  const auto *expression = dyn_cast_or_null<Expr>(statement);
  if (!expression)
    return walk(statement);
  discarded_ = core(expression);
  const Expr *whole = expression->IgnoreParens();
  while (const auto *cleanups = dyn_cast<FullExpr>(whole))
    whole = cleanups->getSubExpr()->IgnoreParens();
  const auto *cast = dyn_cast<ExplicitCastExpr>(whole);
  voided_ = cast && cast->getType()->isVoidType();
  walk(expression);
  const Expr *outer = expression->IgnoreParenCasts();
  if (const auto *cleanups = dyn_cast<ExprWithCleanups>(outer))
    outer = cleanups->getSubExpr()->IgnoreParenCasts();
  if (isa<CXXBindTemporaryExpr>(outer))
    end(outer->getType(),
        {outer->getEndLoc(), unit_.places.text(outer->getSourceRange()), false, nullptr, outer});
}

static bool leaves(const Stmt *statement) {
  while (const auto *label = dyn_cast_or_null<SwitchCase>(statement))
    statement = label->getSubStmt();
  if (const auto *block = dyn_cast_or_null<CompoundStmt>(statement))
    return !block->body_empty() && leaves(block->body_back());
  if (const auto *expression = dyn_cast_or_null<Expr>(statement))
    return isa<CXXThrowExpr>(core(expression));
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(statement);
}

/// A jump can lead into it: `if (0) { fail: … }`.
static bool hasEntry(const Stmt *statement) {
  if (!statement || isa<Expr>(statement))
    return false;
  if (isa<LabelStmt, SwitchCase>(statement))
    return true;
  return llvm::any_of(statement->children(), hasEntry);
}

/// As hasEntry(), but for labels of the switches in it.
static bool isEntered(const Stmt *statement, bool inSwitch = false) {
  if (!statement || isa<Expr>(statement))
    return false;
  if (isa<LabelStmt>(statement) || (isa<SwitchCase>(statement) && !inSwitch))
    return true;
  return llvm::any_of(statement->children(), [&](const Stmt *child) {
    return isEntered(child, inSwitch || isa<SwitchStmt>(statement));
  });
}

/// What a branch that leaves does to the locks is not seen by what follows it.
void BodyWalker::walkBranch(const Stmt *statement, bool taken) {
  With context(*this);
  if (!context->tests.empty() && !context->switch_ && isEntered(statement))
    context->tests.clear();
  context->unreached |= !taken && !hasEntry(statement);
  Locks::State before = locks_.state();
  const std::size_t suspensions = facts_.suspensions.size();
  openScope();
  walkStatement(statement);
  closeScope(statement ? statement->getEndLoc() : SourceLocation());
  if (statement)
    endBlock(suspensions, statement->getEndLoc());
  if (leaves(statement))
    locks_.restore(std::move(before));
}

void BodyWalker::walkLoopBody(const Stmt *body) {
  With context(*this);
  context->breaks = nullptr;
  walkBranch(body);
}

/// The temporary whose life a reference extends: `const Guard &guard = Guard();`
static const MaterializeTemporaryExpr *extendedBy(const VarDecl &variable) {
  if (!variable.getType()->isReferenceType() || !variable.getInit())
    return nullptr;
  const Expr *initializer = variable.getInit();
  while (true) {
    if (const auto *cleanups = dyn_cast<FullExpr>(initializer))
      initializer = cleanups->getSubExpr();
    else if (const auto *cast = dyn_cast<ImplicitCastExpr>(initializer)) // to a base, to const
      initializer = cast->getSubExpr();
    else
      return dyn_cast<MaterializeTemporaryExpr>(initializer);
  }
}

void BodyWalker::closeScope(SourceLocation place) {
  std::vector<const VarDecl *> locals = std::move(scopes_.back());
  scopes_.pop_back();
  for (const VarDecl *local : llvm::reverse(locals)) {
    locks_.leave(local);
    const MaterializeTemporaryExpr *extended = extendedBy(*local);
    if (!local->isNRVOVariable())
      end(extended ? extended->getType() : local->getType(),
          {place, local->getNameAsString(), false, local});
  }
}

std::optional<bool> BodyWalker::constantCondition(const Expr *condition) const {
  bool value = false;
  if (!condition || condition->isValueDependent() || condition->isTypeDependent())
    return std::nullopt;
  if (condition->EvaluateAsBooleanCondition(value, unit_.ast))
    return value;
  return values_.truthOf(*condition);
}

/// Not by an exception, nor the thread only.
static bool endsProgram(const FunctionDecl &callee) {
  static const llvm::StringSet<> names = {"abort",     "exit",          "_exit",
                                          "_Exit",     "__assert_fail", "quick_exit",
                                          "terminate", "__builtin_trap"};
  if (!callee.getIdentifier())
    return false;
  const bool aborts = callee.getName().contains_insensitive("abort") &&
                      (callee.isNoReturn() || callee.hasAttr<AnalyzerNoReturnAttr>());
  return names.contains(callee.getName()) || aborts;
}

/// The end of the block is the end of the program.
static bool endsProgram(const CompoundStmt &block) {
  const auto *last = block.body_empty() ? nullptr : dyn_cast<Expr>(block.body_back());
  const auto *call = last ? dyn_cast<CallExpr>(core(last)) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && endsProgram(*callee);
}

/// It may be a long time before its end is reached.
static bool staysLong(const Stmt *statement) {
  return statement &&
         (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, CoroutineSuspendExpr>(statement) ||
          llvm::any_of(statement->children(), staysLong));
}

/// The flow does not come out of its end.
static bool neverEnds(const Stmt *statement) {
  if (const auto *block = dyn_cast_or_null<CompoundStmt>(statement))
    return !block->body_empty() && neverEnds(block->body_back());
  const auto *expression = dyn_cast_or_null<Expr>(statement);
  const auto *call = expression ? dyn_cast<CallExpr>(core(expression)) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return leaves(statement) || (callee && callee->isNoReturn());
}

/// Locks that its callers give back, or have taken.
void BodyWalker::noteLocks() {
  if (facts_.lambda) // it may use the guards of the function around it
    return;
  if (!neverEnds(body_->getBody()))
    locks_.leaveFunction();
  facts_.locksKept = locks_.kept();
  facts_.locksGivenBack = locks_.givenBack();
}

/// A label of a switch that is met in its body, after `previous`, and what holds there besides what
/// held `before` the switch.
void BodyWalker::meetLabel(const SwitchCase &label, const SwitchStmt &in, const Stmt *previous,
                           const std::vector<ValueTest> &before, const Locks::State &locked) {
  std::optional<ValueTest> test = testOfLabel(label, in);
  const bool fallsIn = previous && !neverEnds(previous);
  if (fallsIn)
    locks_.join(locked);
  else
    locks_.restore(locked);
  if (fallsIn && test) {
    const bool both = context_.tests.size() == before.size() + 1 &&
                      test->is == ValueTest::Is::OneOf &&
                      context_.tests.back().is == ValueTest::Is::OneOf &&
                      context_.tests.back().parameter == test->parameter &&
                      context_.tests.back().variable == test->variable;
    if (both)
      test->values.insert(test->values.end(), context_.tests.back().values.begin(),
                          context_.tests.back().values.end());
    else
      test.reset();
  }
  context_.tests = before;
  if (test)
    context_.tests.push_back(std::move(*test));
}

void BodyWalker::VisitCompoundStmt(const CompoundStmt *block) {
  With context(*this);
  const SwitchStmt *in = std::exchange(context->switch_, nullptr);
  const std::vector<ValueTest> before = context->tests;
  const Locks::State locked = in ? locks_.state() : Locks::State();
  const Stmt *previous = nullptr;
  if (endsProgram(*block)) {
    context->failing |= unit_.places.inMacroBody(block->getLBracLoc());
    context->lastWords |= !staysLong(block);
  }
  const std::size_t firstSuspension = facts_.suspensions.size();
  openScope();
  const Stmt *last = nullptr;
  for (const Stmt *statement : block->body()) {
    std::size_t suspensions = facts_.suspensions.size();
    const auto *label = dyn_cast<SwitchCase>(statement);
    if (label && in)
      meetLabel(*label, *in, previous, before, locked);
    else if (!context->tests.empty() && isEntered(statement))
      context->tests.clear();
    walkStatement(statement);
    assumeAfter(*statement);
    previous = statement;
    if (suspensions == facts_.suspensions.size())
      statement = nullptr;
    if (last && statement)
      noteSequence(*last, *statement);
    last = statement;
  }
  context->tests = before; // also where it was left before its end
  closeScope(block->getRBracLoc());
  endBlock(firstSuspension, block->getRBracLoc());
}

/// Jumps out of a loop, not past its condition.
static bool hasBreak(const Stmt *statement) {
  if (!statement || isa<Expr>(statement))
    return false;
  if (isa<BreakStmt, GotoStmt>(statement))
    return true;
  const bool own = isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt>(statement);
  return !own && llvm::any_of(statement->children(), hasBreak);
}

/// The condition that fails where the flow leaves a loop; null if there may be another way.
static const Expr *endOf(const Stmt &statement) {
  if (const auto *loop = dyn_cast<WhileStmt>(&statement))
    return hasBreak(loop->getBody()) ? nullptr : loop->getCond();
  if (const auto *loop = dyn_cast<DoStmt>(&statement))
    return hasBreak(loop->getBody()) ? nullptr : loop->getCond();
  if (const auto *loop = dyn_cast<ForStmt>(&statement))
    return hasBreak(loop->getBody()) ? nullptr : loop->getCond();
  return nullptr;
}

/// `if (!wanted) return;`
void BodyWalker::assumeAfter(const Stmt &statement) {
  if (const Expr *condition = endOf(statement))
    assumeReady(condition, false);
  const auto *choice = dyn_cast<IfStmt>(&statement);
  if (!choice || choice->isConsteval())
    return;
  if (neverEnds(choice->getThen()))
    assume(choice->getCond(), false);
  else if (neverEnds(choice->getElse()))
    assume(choice->getCond(), true);
}

void BodyWalker::VisitDeclStmt(const DeclStmt *statement) {
  for (const Decl *declaration : statement->decls()) {
    if (const auto *variable = dyn_cast<VarDecl>(declaration))
      walkVariable(*variable);
    else if (const auto *record = dyn_cast<CXXRecordDecl>(declaration))
      unit_.pending.push_back(record);
  }
}

void BodyWalker::walkVariable(const VarDecl &variable) {
  With context(*this);
  if (variable.getType()->isVariableArrayType())
    obstacle("declares an array of variable length");
  if (variable.isStaticLocal())
    context->staticInitializer = true;
  if (variable.isStaticLocal() || variable.isFileVarDecl())
    noteInitial(variable, variable.getInit());
  if (const auto *parts = dyn_cast<DecompositionDecl>(&variable);
      parts && variable.getType()->isReferenceType())
    for (const BindingDecl *part : parts->bindings())
      if (const Expr *bound = part->getBinding())
        if (const ValueDecl *storage = storageNamed(*bound->IgnoreParenImpCasts()))
          noteWrite(*storage, std::nullopt);
  if (const Expr *initializer = variable.getInit()) {
    context->referring |= variable.getType()->isReferenceType();
    context->into = unit_.names.storage(variable);
    if (!isClosure(variable.getType()) && !isa<DecompositionDecl>(variable))
      addUse(*initializer, context->into);
    if (variable.getType()->isReferenceType())
      callables_.addAlias(variable, *initializer);
    spelled_ = kept_ = core(initializer);
    store(*initializer, variable);
    noteGiven(variable, *initializer);
    walkValue(initializer);
    values_.declare(variable);
  }
  if (!variable.hasLocalStorage() || scopes_.empty())
    return;
  locks_.declare(variable);
  if (variable.getType()->isReferenceType() ? extendedBy(variable) != nullptr
                                            : !variable.getType()->isDependentType())
    scopes_.back().push_back(&variable);
}

void BodyWalker::VisitIfStmt(const IfStmt *statement) {
  openScope();
  walk(statement->getInit());
  walk(statement->getConditionVariableDeclStmt());
  if (!statement->isConsteval())
    walk(statement->getCond());
  std::optional<bool> always;
  if (!statement->isConsteval())
    always = constantCondition(statement->getCond());
  const Locks::State before = locks_.state();
  const std::optional<Locks::Try> tried = Locks::tryIn(statement->getCond());
  Locks::State taken;
  for (bool then : {true, false}) {
    With context(*this);
    if (!statement->isConsteval())
      assume(statement->getCond(), then);
    locks_.restore(before);
    if (tried && tried->succeedsIf == then)
      locks_.succeed(*tried);
    const Stmt *branch = then ? statement->getThen() : statement->getElse();
    walkBranch(branch, !always || *always == then);
    values_.forgetWritten(branch);
    if (then)
      taken = locks_.state();
    else if (neverEnds(branch))
      locks_.restore(taken);
  }
  if (always == true)
    locks_.restore(taken);
  else if (!always && !statement->isConsteval() && !neverEnds(statement->getThen()))
    locks_.joinBranches(before, taken, unit_.places.text(statement->getCond()->getSourceRange()));
  closeScope(statement->getEndLoc());
}

/// In a scope that is not closed yet.
bool BodyWalker::isOpen(const VarDecl &local) const {
  return llvm::any_of(scopes_,
                      [&](const auto &scope) { return llvm::is_contained(scope, &local); });
}

/// A label stands for every value that no other one has.
static bool hasDefault(const SwitchStmt &statement) {
  for (const SwitchCase *label = statement.getSwitchCaseList(); label;
       label = label->getNextSwitchCase())
    if (isa<DefaultStmt>(label))
      return true;
  return false;
}

void BodyWalker::VisitSwitchStmt(const SwitchStmt *statement) {
  openScope();
  walk(statement->getInit());
  walk(statement->getConditionVariableDeclStmt());
  walk(statement->getCond());
  std::vector<Locks::State> ends;
  if (!hasDefault(*statement))
    ends.push_back(locks_.state());
  {
    With context(*this);
    context->breaks = &ends;
    if (isa<CompoundStmt>(statement->getBody()))
      context->switch_ = statement;
    walkBranch(statement->getBody());
  }
  values_.forgetWritten(statement->getBody());
  if (!neverEnds(statement->getBody()))
    ends.push_back(locks_.state());
  if (!ends.empty())
    locks_.restore({});
  for (Locks::State &end : ends) {
    std::erase_if(end,
                  [&](const Locks::Entry &entry) { return entry.guard && !isOpen(*entry.guard); });
    locks_.join(end);
  }
  closeScope(statement->getEndLoc());
}

void BodyWalker::VisitBreakStmt(const BreakStmt *) {
  if (context_.breaks)
    context_.breaks->push_back(locks_.state());
}

void BodyWalker::VisitSwitchCase(const SwitchCase *label) {
  values_.forgetAll();
  walkStatement(label->getSubStmt());
}

void BodyWalker::VisitLabelStmt(const LabelStmt *label) {
  values_.forgetAll();
  walkStatement(label->getSubStmt());
}

void BodyWalker::VisitAttributedStmt(const AttributedStmt *statement) {
  walkStatement(statement->getSubStmt());
}

void BodyWalker::VisitForStmt(const ForStmt *loop) {
  std::size_t suspensions = facts_.suspensions.size();
  openScope();
  walkStatement(loop->getInit());
  values_.forgetWritten(loop);
  {
    With context(*this);
    context->loop = true;
    walk(loop->getConditionVariableDeclStmt());
    walk(loop->getCond());
    assume(loop->getCond(), true);
    walkLoopBody(loop->getBody());
    walkStatement(loop->getInc());
  }
  values_.forgetWritten(loop);
  closeScope(loop->getEndLoc());
  noteLoop(*loop, countedBy(*loop), suspensions);
}

void BodyWalker::VisitWhileStmt(const WhileStmt *loop) {
  With context(*this);
  context->loop = true;
  values_.forgetWritten(loop);
  openScope();
  walk(loop->getConditionVariableDeclStmt());
  walk(loop->getCond());
  {
    With inBody(*this);
    assume(loop->getCond(), true);
    walkLoopBody(loop->getBody());
  }
  values_.forgetWritten(loop);
  closeScope(loop->getEndLoc());
}

void BodyWalker::VisitDoStmt(const DoStmt *loop) {
  With context(*this);
  context->loop = true;
  values_.forgetWritten(loop);
  walkLoopBody(loop->getBody());
  walk(loop->getCond());
  values_.forgetWritten(loop);
}

void BodyWalker::VisitCXXForRangeStmt(const CXXForRangeStmt *loop) {
  std::size_t suspensions = facts_.suspensions.size();
  openScope();
  walk(loop->getInit());
  walk(loop->getRangeStmt());
  const VarDecl *element = loop->getLoopVariable();
  {
    With context(*this);
    context->implicit = true;
    context->instead = loop->getRangeInit()->getSourceRange();
    walk(loop->getBeginStmt());
    walk(loop->getEndStmt());
    context->loop = true;
    context->instead = loop->getColonLoc(); // what a step does stands apart
    walk(loop->getCond());
    walk(loop->getInc());
    context->instead = element ? element->getLocation() : loop->getColonLoc();
    walk(loop->getLoopVarStmt());
  }
  if (element)
    callables_.addAlias(*element, *loop->getRangeInit());
  values_.forgetWritten(loop->getBody());
  {
    With context(*this);
    context->loop = true;
    walkLoopBody(loop->getBody());
  }
  values_.forgetWritten(loop->getBody());
  closeScope(loop->getEndLoc());
  noteLoop(*loop, element, suspensions);
}

void BodyWalker::VisitCXXCatchStmt(const CXXCatchStmt *handler) {
  With context(*this);
  context->handler = true;
  values_.forgetAll();
  Locks::State before = locks_.state();
  walk(handler->getHandlerBlock());
  locks_.restore(std::move(before));
}

void BodyWalker::VisitReturnStmt(const ReturnStmt *statement) {
  if (std::string macro = unit_.places.macroName(statement->getBeginLoc()); !macro.empty())
    obstacle(std::string(returnsThroughMacro) + macro);
  if (const Expr *value = statement->getRetValue()) {
    addUse(*value, body_ && isCallable(body_->getReturnType()) ? callables_.nameOfResult(*body_)
                                                               : std::string());
    returned_ = core(value);
    noteMove(*value, {});
    walkValue(value);
  }
  locks_.leaveFunction();
}

void BodyWalker::VisitAsmStmt(const AsmStmt *statement) {
  obstacle("contains inline assembly");
  VisitStmt(statement);
}

void BodyWalker::VisitIndirectGotoStmt(const IndirectGotoStmt *statement) {
  obstacle("contains a computed goto");
  VisitStmt(statement);
}

void BodyWalker::VisitGenericSelectionExpr(const GenericSelectionExpr *expression) {
  if (!expression->isResultDependent())
    walk(expression->getResultExpr());
}

void BodyWalker::VisitChooseExpr(const ChooseExpr *expression) {
  if (!expression->isConditionDependent())
    walk(expression->getChosenSubExpr());
}

void BodyWalker::VisitCXXRewrittenBinaryOperator(const CXXRewrittenBinaryOperator *expression) {
  walk(expression->getSemanticForm());
}

void BodyWalker::VisitCXXTypeidExpr(const CXXTypeidExpr *expression) {
  if (!expression->isTypeOperand() && expression->isPotentiallyEvaluated())
    walk(expression->getExprOperand());
}

} // namespace coax
