// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Conditions.h"

#include "rewriters/transforms/Evaluation.h"
#include "rewriters/transforms/Hoist.h"
#include "rewriters/transforms/Tokens.h"

#include <algorithm>

namespace coax {
namespace {

/// True if the expression has parts that are not always evaluated.
bool branches(const clang::Stmt &expression) {
  if (clang::isa<clang::LambdaExpr>(expression))
    return false;
  const auto *value = clang::dyn_cast<clang::Expr>(&expression);
  if (value && isBranch(*value))
    return true;
  for (const clang::Stmt *child : expression.children())
    if (child && branches(*child))
      return true;
  return false;
}

bool declaresVariable(const clang::Stmt &statement) {
  if (clang::isa<clang::LambdaExpr>(statement))
    return false;
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    for (const clang::Decl *declared : declaration->decls())
      if (clang::isa<clang::VarDecl>(declared))
        return true;
  for (const clang::Stmt *child : statement.children())
    if (child && declaresVariable(*child))
      return true;
  return false;
}

/// True if the body of a loop has a `continue` of its own.
bool continues(const clang::Stmt &body) {
  if (clang::isa<clang::ContinueStmt>(body))
    return true;
  if (clang::isa<clang::LambdaExpr, clang::ForStmt, clang::WhileStmt, clang::DoStmt,
                 clang::CXXForRangeStmt>(body))
    return false;
  return std::any_of(body.child_begin(), body.child_end(),
                     [](const clang::Stmt *child) { return child && continues(*child); });
}

} // namespace

/// g++ 12 loses the way out of `if (co_await f())` and of `while (a && co_await f())`; a condition
/// that is declared compiles rightly: `if (const bool coax_condition1 = co_await f();
/// coax_condition1)`.
/// A loop's condition may stand as it is unless it branches, or nothing in the coroutine is
/// declared: g++ 12 never starts a coroutine without a local variable that awaits in the head of a
/// statement.
bool Conditions::staysInHead(const clang::Expr &condition) const {
  return !branches(condition) && declaresVariable(body_.body_);
}

void Conditions::name(const clang::Stmt &statement) {
  const clang::Expr *condition = nullptr;
  bool declared = false;
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(&statement)) {
    condition = branch->getCond();
    declared = branch->getConditionVariable();
  } else if (const auto *loop = clang::dyn_cast<clang::WhileStmt>(&statement)) {
    condition = loop->getCond();
    declared = loop->getConditionVariable() || staysInHead(*condition);
  } else if (const auto *loop = clang::dyn_cast<clang::ForStmt>(&statement)) {
    condition = loop->getCond();
    declared = !condition || loop->getConditionVariable() || staysInHead(*condition);
  }
  if (const auto *loop = clang::dyn_cast<clang::DoStmt>(&statement))
    return nameLast(*loop);
  if (!condition || declared || !Hoist(body_).awaitsNow(*condition))
    return;
  Stretch written = body_.edits_.stretchOf(condition->getSourceRange());
  if (!written.valid())
    return body_.refuseAwaits(*condition, "awaits in a condition that a macro spells");
  bool plain = condition->IgnoreImplicit()->getType()->isScalarType();
  const auto *branch = clang::dyn_cast<clang::IfStmt>(&statement);
  bool init = branch && !branch->getInit();
  std::string name = body_.freshName("condition");
  std::string head = init ? "const bool " : "[[maybe_unused]] const bool ";
  head.append(name).append(plain ? " = " : " = static_cast<bool>(");
  std::string tail = plain ? "" : ")";
  if (init)
    tail.append("; ").append(name);
  body_.edits_.wrap(written, head, tail);
}

/// `do { … } while (co_await f());` ⇒ `for (bool coax_again1 = true; coax_again1; coax_again1 =
/// co_await f()) { … }`, where the body continues the loop (g++ 12 would not look at the condition)
/// or nothing is declared.
void Conditions::nameLast(const clang::DoStmt &loop) {
  const clang::Expr &condition = *loop.getCond();
  bool safe = declaresVariable(body_.body_) && !continues(*loop.getBody());
  if (safe || !Hoist(body_).awaitsNow(condition))
    return;
  Stretch keyword = body_.edits_.tokenAt(loop.getDoLoc());
  Stretch written = body_.edits_.stretchOf(condition.getSourceRange());
  Stretch whole = body_.edits_.stretchOf(loop.getSourceRange());
  Stretch last = body_.edits_.tokenAt(loop.getWhileLoc());
  if (!keyword.valid() || !written.valid() || !whole.valid() || !last.valid())
    return body_.refuseAwaits(condition, "awaits in a do loop that a macro spells");
  std::string name = body_.freshName("again");
  bool plain = condition.IgnoreImplicit()->getType()->isScalarType();
  std::string text = body_.edits_.take(written);
  if (!plain)
    text = "static_cast<bool>(" + text + ")";
  body_.edits_.replace(keyword,
                       "for (bool " + name + " = true; " + name + "; " + name + " = " + text + ")");
  unsigned end = body_.edits_.text({last.file, 0, last.begin}).rtrim().size();
  body_.edits_.replace(withSemicolon(body_.edits_, {last.file, end, whole.end}), "");
}

} // namespace coax
