// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What has to move, and what may stay: the questions that Hoist asks of an expression.
#include "rewriters/transforms/Hoist.h"

#include <algorithm>

namespace coax {

bool Hoist::isAwait(const clang::Expr &expression) const {
  return body_.awaits_.count(&expression) || clang::isa<clang::CoawaitExpr>(expression);
}

/// What runs on the pool has moved into a lambda there.
bool Hoist::isPooled(const clang::Expr &expression) const {
  return body_.pooled_.count(&expression);
}

unsigned Hoist::countAwaits(const clang::Stmt &statement) const {
  const auto *expression = clang::dyn_cast<clang::Expr>(&statement);
  if (!expression || body_.hoisted_.count(expression))
    return 0;
  if (isPooled(*expression))
    return 1;
  unsigned count = isAwait(*expression) ? 1 : 0;
  if (const auto *await = clang::dyn_cast<clang::CoawaitExpr>(expression))
    return count + countAwaits(*await->getOperand());
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(expression)) {
    for (const clang::Expr *init : lambda->capture_inits())
      count += init ? countAwaits(*init) : 0;
    return count;
  }
  for (const clang::Stmt *child : expression->children())
    count += child ? countAwaits(*child) : 0;
  return count;
}

bool Hoist::awaitsNow(const clang::Stmt &statement) const {
  const auto *expression = clang::dyn_cast<clang::Expr>(&statement);
  if (!expression || body_.hoisted_.count(expression))
    return false;
  if (body_.awaits_.count(expression))
    return true;
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(expression))
    return std::any_of(lambda->capture_init_begin(), lambda->capture_init_end(),
                       [&](const clang::Expr *init) { return init && awaitsNow(*init); });
  return std::any_of(expression->child_begin(), expression->child_end(),
                     [&](const clang::Stmt *child) { return child && awaitsNow(*child); });
}

bool Hoist::awaitsOutside(const clang::Expr &expression) const {
  return countAwaits(*scope_) > countAwaits(expression);
}

bool Hoist::hasEffect(const clang::Expr &expression) const {
  return !body_.hoisted_.count(&expression) &&
         hasEffectBeside(body_.awaits_, expression, body_.unit_.context);
}

Hoist::Early Hoist::earlyTemporary(const clang::Expr &expression, bool skippable) const {
  if (body_.hoisted_.count(&expression) || isPooled(expression))
    return Early::No;
  if (isAwait(expression)) // what it takes is evaluated with it, but may come too early
    skippable = false;
  bool own = clang::isa<clang::CXXBindTemporaryExpr>(expression) && !awaits(expression);
  if (own && skippable)
    return Early::Skippable;
  Early early = Early::No;
  if (own && (hasEffect(expression) || readsState(expression)))
    early = Early::Always;
  bool branch = isBranch(expression);
  for (const clang::Stmt *child : expression.children())
    if (const auto *part = clang::dyn_cast_or_null<clang::Expr>(child))
      if (!clang::isa<clang::LambdaExpr>(expression)) {
        bool choice = branch && part != Branch(expression).condition;
        early = std::max(early, earlyTemporary(*part, skippable || choice));
      }
  return early;
}

/// True if a temporary with a destructor stands beside the awaits of the expression.
bool Hoist::hasTemporary(const clang::Expr &expression) const {
  if (isAwait(expression) || body_.hoisted_.count(&expression))
    return false;
  if (clang::isa<clang::CXXBindTemporaryExpr>(expression) && !awaits(expression))
    return true;
  std::vector<Part> parts = partsOf(expression);
  return std::any_of(parts.begin(), parts.end(),
                     [&](const Part &part) { return hasTemporary(*part.expression); });
}

/// True if an await stands in a part that may be skipped.
bool Hoist::branchAwaits(const clang::Expr &expression) const {
  if (!isBranch(expression) || body_.hoisted_.count(&expression))
    return false;
  if (clang::isa<clang::BinaryConditionalOperator>(expression)) // its value is used twice
    return awaits(expression);
  Branch branch(expression);
  return std::any_of(branch.choices.begin(), branch.choices.end(),
                     [&](const clang::Expr *choice) { return awaits(*choice); });
}

/// True if the expression can stay as it is in any place where it is evaluated for certain.
bool Hoist::isStraight(const clang::Expr &expression) const {
  if (!awaits(expression))
    return !hasTemporaryToName(expression);
  if (branchAwaits(expression) || needsStatements(expression))
    return false;
  std::vector<Part> parts = isPooled(expression) ? std::vector<Part>() : partsOf(expression);
  return std::all_of(parts.begin(), parts.end(),
                     [&](const Part &part) { return isStraight(*part.expression); });
}

/// The operands of `a || b || c`, from the left, as far as g++ 12 would run their awaits too early:
/// it runs all that stand in the left operand of an `||`.
std::vector<const clang::Expr *> Hoist::alternativesOf(const clang::Expr &branch) const {
  std::vector<const clang::Expr *> operands;
  const clang::Expr *rest = &branch;
  const auto *binary = clang::dyn_cast<clang::BinaryOperator>(rest);
  while (binary && binary->getOpcode() == clang::BO_LOr && branchAwaits(*binary)) {
    operands.push_back(binary->getRHS());
    rest = binary->getLHS();
    binary = clang::dyn_cast<clang::BinaryOperator>(rest);
  }
  operands.push_back(rest);
  return {operands.rbegin(), operands.rend()};
}

bool Hoist::canGroup(const std::vector<const clang::Expr *> &operands) const {
  return std::all_of(operands.begin(), operands.end(), [&](const clang::Expr *operand) {
    return body_.edits_.stretchOf(operand->getSourceRange()).valid();
  });
}

/// `a || b || c` ⇒ `a || (b || c)`, in all of a compact expression.
void Hoist::groupAlternatives(const clang::Expr &expression) {
  const clang::Expr &branch = stripped(expression);
  std::vector<const clang::Expr *> operands = alternativesOf(branch);
  Stretch last = body_.edits_.stretchOf(operands.back()->getSourceRange());
  for (std::size_t i = operands.size() - 1; i > 1; --i) {
    Stretch first = body_.edits_.stretchOf(operands[i - 1]->getSourceRange());
    body_.edits_.wrap({first.file, first.begin, last.end}, "(", ")");
  }
  if (operands.size() == 1 && branchAwaits(branch)) {
    operands = Branch(branch).choices;
    operands.push_back(Branch(branch).condition);
  }
  if (operands.size() > 1)
    for (const clang::Expr *operand : operands)
      groupAlternatives(*operand);
}

/// True if g++ 12 evaluates the branch rightly as the initialiser of a variable of its own type:
/// it follows the branches down the right operands, and the left one of an `&&`.
bool Hoist::isCompact(const clang::Expr &expression) const {
  const clang::Expr &branch = stripped(expression);
  if (!branchAwaits(branch) || clang::isa<clang::BinaryConditionalOperator>(branch) ||
      branch.isGLValue() || hasDestructor(branch.getType()) || branch.getType()->isVoidType() ||
      hasTemporary(branch))
    return false;
  Branch parts(branch);
  bool throws =
      std::any_of(parts.choices.begin(), parts.choices.end(), [](const clang::Expr *choice) {
        return clang::isa<clang::CXXThrowExpr>(withoutImplicit(*choice));
      });
  if (throws)
    return false;
  auto fits = [&](const clang::Expr &part) { return isStraight(part) || isCompact(part); };
  std::vector<const clang::Expr *> alternatives = alternativesOf(branch);
  if (alternatives.size() > 1)
    return canGroup(alternatives) && fits(*alternatives.back()) &&
           std::all_of(alternatives.begin(), alternatives.end() - 1,
                       [&](const clang::Expr *part) { return isStraight(*part); });
  return fits(*parts.condition) &&
         std::all_of(parts.choices.begin(), parts.choices.end(),
                     [&](const clang::Expr *choice) { return fits(*choice); });
}

bool Hoist::mustNameTemporary(const clang::Expr &expression) const {
  return isUnsafeTemporary(expression) && !body_.hoisted_.count(&expression) &&
         awaitsOutside(expression);
}

bool Hoist::hasTemporaryToName(const clang::Expr &expression) const {
  if (body_.hoisted_.count(&expression) || isPooled(expression))
    return false;
  if (mustNameTemporary(expression))
    return true;
  std::vector<Part> parts = partsOf(expression);
  return std::any_of(parts.begin(), parts.end(),
                     [&](const Part &part) { return hasTemporaryToName(*part.expression); });
}

/// True if something of the expression has to move in front of the statement.
bool Hoist::needsStatements(const clang::Expr &expression) const {
  if (body_.hoisted_.count(&expression) || isPooled(expression))
    return false;
  if (!awaits(expression) || mustNameTemporary(expression))
    return hasTemporaryToName(expression);
  if (branchAwaits(expression))
    return (anchor_ && isCompact(expression)) || needsStatements(*Branch(expression).condition);
  std::vector<Part> parts = partsOf(expression);
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (needsStatements(*parts[i].expression) || mustName(expression, parts, i))
      return true;
  return false;
}

bool Hoist::mustName(const clang::Expr &whole, const std::vector<Part> &parts,
                     std::size_t index) const {
  const clang::Expr &part = *parts[index].expression;
  bool awaited = awaits(part);
  if (isForced(whole) && awaited)
    return true;
  bool skippable = !awaited && earlyTemporary(part) == Early::Skippable;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const clang::Expr &other = *parts[i].expression;
    if (i == index)
      continue;
    if (skippable && awaits(other) && (i > index || !parts[i].ordered))
      return true;
    bool choice = isBranch(whole) && index == 0;
    Early early = awaited && i > index ? earlyTemporary(other, choice) : Early::No;
    // `*f() = g()` evaluates g first, but g++ 12 awaits from left to right.
    if (isAssignment(whole) && index == 0 && awaited && awaits(other))
      return true;
    if (early == Early::Skippable || (early == Early::Always && parts[index].ordered))
      return true;
  }
  bool changes = hasEffect(part);
  bool matters = changes || (!isAwait(withoutImplicit(part)) && readsShared(part));
  if (!parts[index].ordered || (!matters && !awaited))
    return false;
  for (std::size_t i = index + 1; i < parts.size(); ++i)
    if ((awaits(*parts[i].expression) && matters) ||
        ((changes || awaited) && needsStatements(*parts[i].expression)))
      return true;
  return false;
}

} // namespace coax
