// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Regions.h"

#include "rewriters/transforms/Hoist.h"
#include "rewriters/transforms/Shapes.h"
#include "rewriters/transforms/Signature.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include <algorithm>
#include <set>

namespace coax {
namespace {

bool isLoop(const clang::Stmt &statement) {
  return clang::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(
      statement);
}

bool leaves(const clang::Stmt &statement, bool inLoop, bool inSwitch) {
  if (clang::isa<clang::BreakStmt>(statement))
    return !inLoop && !inSwitch;
  if (clang::isa<clang::ContinueStmt>(statement))
    return !inLoop;
  return clang::isa<clang::ReturnStmt, clang::CoreturnStmt, clang::CoyieldExpr, clang::GotoStmt,
                    clang::IndirectGotoStmt, clang::LabelStmt, clang::AsmStmt>(statement) ||
         (clang::isa<clang::SwitchCase>(statement) && !inSwitch);
}

bool isThreadLocal(const clang::Stmt &statement) {
  const auto *reference = clang::dyn_cast<clang::DeclRefExpr>(&statement);
  const auto *variable =
      reference ? clang::dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  return variable && variable->getTLSKind() != clang::VarDecl::TLS_None;
}

/// Finds variables of thread storage, also in functions that are called, as far as they are seen.
class ThreadLocals {
public:
  bool in(const clang::Stmt &statement) {
    if (isThreadLocal(statement))
      return true;
    const auto *call = clang::dyn_cast<clang::CallExpr>(&statement);
    const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return (callee && inFunction(*callee)) ||
           std::any_of(statement.child_begin(), statement.child_end(),
                       [&](const clang::Stmt *child) { return child && in(*child); });
  }

private:
  std::set<const clang::FunctionDecl *> seen_;

  bool inFunction(const clang::FunctionDecl &function) {
    const clang::FunctionDecl *definition = nullptr;
    return !function.isInStdNamespace() && seen_.insert(function.getCanonicalDecl()).second &&
           function.hasBody(definition) && in(*definition->getBody());
  }
};

/// The statement itself names a variable of thread storage, or calls what does.
bool isOfThread(const clang::Stmt &statement) {
  return isThreadLocal(statement) ||
         (clang::isa<clang::CallExpr>(statement) && ThreadLocals().in(statement));
}

/// A call, or the object that the source makes of a value without saying so: what can be returned
/// as it is written.
bool isReturnable(const clang::Expr &expression) {
  if (expression.isGLValue())
    return false;
  const auto *made = clang::dyn_cast<clang::CXXConstructExpr>(&expression);
  if (!made)
    return clang::isa<clang::CallExpr>(expression);
  bool implicit =
      made->getNumArgs() == 1 && made->getSourceRange() == made->getArg(0)->getSourceRange();
  return !made->isListInitialization() &&
         (implicit || clang::isa<clang::CXXTemporaryObjectExpr>(made));
}

} // namespace

/// `#define LOG(text) log(__func__, text)`: in a lambda it would name that.
bool Regions::namesFunctionByMacro(const clang::Stmt &statement) const {
  const auto *name = clang::dyn_cast<clang::PredefinedExpr>(&statement);
  return name && name->getLocation().isMacroID() &&
         body_.unit_.places.isUser(body_.edits_.sources().getSpellingLoc(name->getLocation()));
}

void Regions::collect(const clang::Stmt &statement, Traits &traits, bool inLoop,
                      bool inSwitch) const {
  const auto *value = clang::dyn_cast<clang::Expr>(&statement);
  if (clang::isa<clang::LambdaExpr>(statement) || (value && body_.hoisted_.count(value)))
    return;
  traits.jump |= leaves(statement, inLoop, inSwitch);
  traits.ownThread |= isOfThread(statement);
  traits.named |= namesFunctionByMacro(statement);
  traits.await |= clang::isa<clang::CoawaitExpr>(statement) || body_.finished_.count(&statement);
  if (const auto *expression = clang::dyn_cast<clang::Expr>(&statement))
    if (const CallPlan *plan = body_.planFor(*expression)) {
      traits.offload |= plan->action == CallAction::Offload;
      traits.await |= plan->action == CallAction::Await ||
                      plan->action == CallAction::Counterpart || plan->action == CallAction::Spawn;
    }
  bool loop = inLoop || isLoop(statement);
  bool choice = inSwitch || clang::isa<clang::SwitchStmt>(statement);
  for (const clang::Stmt *child : statement.children())
    if (child)
      collect(*child, traits, loop, choice);
}

Regions::Traits Regions::traitsOf(const clang::Stmt &statement) const {
  Traits traits;
  collect(statement, traits, false, false);
  return traits;
}

bool Regions::hasAwait(const clang::Stmt &statement) const {
  Traits traits = traitsOf(statement);
  return traits.await || traits.offload;
}

Regions::Fit Regions::fitOf(const clang::Stmt &statement) const {
  Traits traits = traitsOf(statement);
  bool moves = !traits.await && !traits.jump && !traits.ownThread && !traits.named &&
               !body_.finished_.count(&statement) &&
               !clang::isa<clang::DeclStmt, clang::NullStmt>(statement) &&
               body_.edits_.stretchOf(statement.getSourceRange()).valid();
  if (!moves)
    return Fit::No;
  bool expression = clang::isa<clang::Expr>(statement);
  if (!traits.offload)
    return expression ? Fit::Neutral : Fit::No;
  return expression || isLoop(statement) ? Fit::Strong : Fit::Weak;
}

std::vector<const CallPlan *> Regions::offloadsIn(const clang::Stmt &statement) const {
  std::vector<const CallPlan *> found;
  if (clang::isa<clang::LambdaExpr>(statement))
    return found;
  if (const auto *expression = clang::dyn_cast<clang::Expr>(&statement))
    if (const CallPlan *plan = body_.planFor(*expression))
      if (plan->action == CallAction::Offload)
        found.push_back(plan);
  for (const clang::Stmt *child : statement.children())
    if (child)
      for (const CallPlan *plan : offloadsIn(*child))
        found.push_back(plan);
  return found;
}

/// True if `statement` declares a guard that is held at an offloaded call later in the block.
bool Regions::takesLockFor(const clang::Stmt &statement,
                           const clang::CompoundStmt &compound) const {
  if (!clang::isa<clang::DeclStmt>(statement))
    return false;
  Range place = body_.unit_.places.range(statement.getSourceRange());
  for (const CallPlan *plan : offloadsIn(compound))
    for (const HeldLock &lock : plan->locks)
      if (place.contains(lock.location))
        return true;
  return false;
}

void Regions::offloadRuns(const clang::CompoundStmt &compound) {
  std::vector<const clang::Stmt *> statements(compound.body_begin(), compound.body_end());
  for (std::size_t i = 0; i < statements.size(); ++i)
    if (takesLockFor(*statements[i], compound) && offloadTail(statements, i))
      return;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    std::size_t last = i;
    bool strong = false;
    for (std::size_t j = i; j < statements.size() && fitOf(*statements[i]) >= Fit::Weak; ++j) {
      Fit fit = fitOf(*statements[j]);
      if (fit == Fit::No || !bringsItsLocks(*statements[j]))
        break;
      strong |= fit == Fit::Strong;
      if (fit >= Fit::Weak)
        last = j;
    }
    if (strong)
      wrap(*statements[i], *statements[last]);
    i = last;
  }
}

/// True if every lock that is held at an offloaded call is taken inside the statement.
bool Regions::bringsItsLocks(const clang::Stmt &statement) const {
  Range place = body_.unit_.places.range(statement.getSourceRange());
  for (const CallPlan *plan : offloadsIn(statement))
    for (const HeldLock &lock : plan->locks)
      if (!place.contains(lock.location))
        return false;
  return true;
}

bool Regions::offloadTail(const std::vector<const clang::Stmt *> &statements, std::size_t first) {
  const auto *result = clang::dyn_cast<clang::ReturnStmt>(statements.back());
  for (std::size_t i = first; i < statements.size(); ++i) {
    Traits traits = traitsOf(*statements[i]);
    bool mayReturn = result && i + 1 == statements.size();
    if (traits.await || traits.ownThread || traits.named || (traits.jump && !mayReturn))
      return false;
  }
  if (!result || !result->getRetValue()) {
    wrap(*statements[first], *statements.back(), "co_await coax::offload([&] {",
         result ? "}); co_return;" : "});");
    return true;
  }
  std::string type = writtenReturnType(body_.edits_, body_.unit_.attributes, body_.declaration_);
  if (type.empty())
    return false;
  wrap(*statements[first], *statements.back(),
       "co_return co_await coax::offload([&]() -> " + type + " {", "});");
  return true;
}

bool Regions::offloadBranch(const clang::Expr &expression, const clang::Stmt &parent) {
  const clang::Stmt *body = nullptr;
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(&parent))
    body = branch->getElse() == &expression ? branch->getElse() : branch->getThen();
  else if (const auto *loop = clang::dyn_cast<clang::ForStmt>(&parent))
    body = loop->getBody();
  else if (const auto *loop = clang::dyn_cast<clang::WhileStmt>(&parent))
    body = loop->getBody();
  else if (const auto *loop = clang::dyn_cast<clang::DoStmt>(&parent))
    body = loop->getBody();
  else if (const auto *range = clang::dyn_cast<clang::CXXForRangeStmt>(&parent))
    body = range->getBody();
  else if (const auto *label = clang::dyn_cast<clang::SwitchCase>(&parent))
    body = label->getSubStmt();
  if (body != &expression || fitOf(expression) != Fit::Strong || !bringsItsLocks(expression))
    return false;
  wrap(expression, expression);
  return true;
}

void Regions::wrap(const clang::Stmt &first, const clang::Stmt &last) {
  // The compiler knew that nothing follows.
  bool returns = !neverReturns(last);
  wrap(first, last, "co_await coax::offload([&] {", returns ? "});" : "}), std::terminate();");
}

void Regions::wrap(const clang::Stmt &first, const clang::Stmt &last, const std::string &head,
                   const std::string &tail) {
  SourceEdits &edits = body_.edits_;
  Stretch begin = edits.stretchOf(first.getSourceRange());
  Stretch end = edits.stretchOf(last.getSourceRange());
  if (!edits.text(end).ends_with("}") || clang::isa<clang::Expr, clang::ReturnStmt>(last))
    end = withSemicolon(edits, end);
  Stretch whole{begin.file, begin.begin, end.end};
  const auto *compound =
      clang::dyn_cast_or_null<clang::CompoundStmt>(body_.parents_.getParent(&first));
  bool inside = false;
  auto finish = [&](const clang::Stmt &statement) {
    body_.unit_.visitSynchronous(statement);
    body_.spellFunctionNames(statement);
    body_.finished_.insert(&statement);
  };
  if (!compound)
    finish(first);
  else
    for (const clang::Stmt *statement : compound->body()) {
      inside |= statement == &first;
      if (inside)
        finish(*statement);
      if (statement == &last)
        break;
    }
  std::string text = edits.take(whole);
  std::string indent = indentationAt(edits, whole);
  std::string step = indentationStepAt(edits, whole);
  bool oneLine = text.find('\n') == std::string::npos &&
                 indent.size() + head.size() + text.size() + tail.size() + 2 <= 100;
  if (oneLine)
    text = head + " " + text + " " + tail;
  else
    text = head + "\n" + indent + step + indentedBy(text, step) + "\n" + indent + tail;
  edits.replace(whole, text);
}

std::string Regions::whyNotOffload(const CallPlan &plan, const clang::Expr &call) const {
  for (const HeldLock &lock : plan.locks)
    return "`" + lock.mutex + "` is locked at the call and cannot be moved with it";
  for (const clang::Stmt *child : call.children())
    if (child && traitsOf(*child).await)
      return "one of its arguments is awaited";
  if (traitsOf(call).jump)
    return "one of its arguments leaves the function";
  if (traitsOf(call).ownThread)
    return "it uses a variable of which each thread has its own";
  if (call.isPRValue() && !canMove(call.getType()))
    return "its result cannot be moved";
  if (call.isXValue())
    return "its result refers to a temporary";
  return {};
}

const clang::Expr *Regions::movableWhole(const CallPlan &plan, const clang::Expr &call,
                                         const clang::Expr &full) const {
  for (const clang::Stmt *parent = &call; parent != &full;) {
    parent = body_.parents_.getParent(parent);
    const auto *around = clang::dyn_cast_or_null<clang::Expr>(parent);
    if (!around || clang::isa<clang::LambdaExpr>(around))
      return nullptr;
    if (!isReturnable(*around) || !whyNotOffload(plan, *around).empty())
      continue;
    bool whole = !awaitsOutsidePool(*around) && !Hoist(body_).awaitsNow(*around) &&
                 body_.edits_.stretchOf(around->getSourceRange()).valid();
    return whole ? around : nullptr;
  }
  return nullptr;
}

} // namespace coax
