// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Hoist.h"

#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/AST/QualTypeNames.h>

#include <algorithm>

namespace coax {
namespace {

/// The expression without parentheses and what nobody wrote, but with its conversions.
const clang::Expr &stripped(const clang::Expr &expression) {
  const clang::Expr *inner = &expression;
  while (true) {
    const auto *cast = clang::dyn_cast<clang::ImplicitCastExpr>(inner);
    bool converts = cast && cast->getCastKind() != clang::CK_NoOp;
    if (!isWrapper(*inner) || converts)
      return *inner;
    inner = clang::cast<clang::Expr>(*inner->child_begin());
  }
}

const clang::Expr &withoutImplicit(const clang::Expr &expression) {
  return *expression.IgnoreParens()->IgnoreImplicit()->IgnoreParens();
}

const clang::BinaryOperator *asComma(const clang::Expr &expression) {
  const auto *binary = clang::dyn_cast<clang::BinaryOperator>(&expression);
  return binary && binary->isCommaOp() ? binary : nullptr;
}

/// The parts of a branch that are evaluated always, and those that may be skipped.
struct Branch {
  const clang::Expr *condition = nullptr;
  std::vector<const clang::Expr *> choices;
  bool any = false; ///< ||: goes on if the condition is false

  explicit Branch(const clang::Expr &expression) {
    if (const auto *binary = clang::dyn_cast<clang::BinaryOperator>(&expression)) {
      condition = binary->getLHS();
      choices = {binary->getRHS()};
      any = binary->getOpcode() == clang::BO_LOr;
    } else if (const auto *choice = clang::dyn_cast<clang::ConditionalOperator>(&expression)) {
      condition = choice->getCond();
      choices = {choice->getTrueExpr(), choice->getFalseExpr()};
    } else { // GNU's a ?: b
      const auto &binary = *clang::cast<clang::BinaryConditionalOperator>(&expression);
      condition = binary.getCommon();
      choices = {binary.getFalseExpr()};
    }
  }
};

/// Braces and `new`: g++ 12 cannot have an await in there.
bool isForced(const clang::Expr &expression) {
  return clang::isa<clang::CXXNewExpr>(expression) || isBracedTemporary(expression);
}

/// True if the value may refer to a temporary of the expression that makes it.
bool mayDangle(const clang::Expr &expression) {
  clang::QualType type = expression.getType();
  const auto *record = type->getAsCXXRecordDecl();
  bool stream = record && record->isInStdNamespace() && record->getName().ends_with("stream");
  bool refers = expression.isGLValue() || type->isPointerType();
  if (!refers || stream)
    return false;
  std::vector<const clang::Stmt *> pending{&expression};
  while (!pending.empty()) {
    const clang::Stmt *next = pending.back();
    pending.pop_back();
    if (clang::isa<clang::MaterializeTemporaryExpr>(next))
      return true;
    if (!clang::isa<clang::LambdaExpr>(next))
      for (const clang::Stmt *child : next->children())
        if (child)
          pending.push_back(child);
  }
  return false;
}

bool hasLabels(const clang::Stmt &statement) {
  if (clang::isa<clang::LabelStmt>(statement))
    return true;
  if (clang::isa<clang::LambdaExpr>(statement))
    return false;
  return std::any_of(statement.child_begin(), statement.child_end(),
                     [](const clang::Stmt *child) { return child && hasLabels(*child); });
}

} // namespace

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

/// True if g++ 12 evaluates the branch rightly as the initialiser of a variable of its own type:
/// it follows the branches down the right operands, and the left one at its first step.
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
  if (isForced(whole) && awaits(part))
    return true;
  bool awaited = awaits(part);
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

void Hoist::giveUp(const char *reason) {
  if (!failed_)
    body_.refuseAwaits(*full_, reason);
  failed_ = true;
}

std::string Hoist::take(const clang::Expr &expression) {
  Stretch written = body_.edits_.stretchOf(expression.getSourceRange());
  // The argument of a macro may be evaluated twice, or never.
  if (written.valid() && !expression.getBeginLoc().isMacroID())
    return body_.edits_.take(written);
  giveUp("awaits after an expression that a macro spells, which g++ 12 evaluates too late");
  return {};
}

/// Puts `replacement` where the expression stood, after take().
void Hoist::moveAway(const clang::Expr &expression, std::string replacement) {
  Stretch written = body_.edits_.stretchOf(expression.getSourceRange());
  if (written.valid())
    body_.edits_.replace(written, std::move(replacement));
  body_.hoisted_.insert(&expression);
}

void Hoist::lowerPart(const clang::Expr &expression, Statements &before) {
  if (body_.hoisted_.count(&expression) || isPooled(expression))
    return;
  if (branchAwaits(expression))
    return lowerBranch(expression, before);
  if (!awaits(expression) && !hasTemporaryToName(expression))
    return;
  bool branchOfTemporaries = isBranch(expression) && !awaits(expression);
  if (branchOfTemporaries)
    return nameValue(expression, before);
  bool temporary = mustNameTemporary(expression);
  lowerParts(expression, before);
  if (temporary)
    nameTemporary(expression, before);
}

void Hoist::lowerParts(const clang::Expr &expression, Statements &before) {
  std::vector<Part> parts = partsOf(expression);
  bool forced = isForced(expression);
  const clang::Expr *scope = scope_;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const clang::Expr &part = *parts[i].expression;
    bool name = mustName(expression, parts, i);
    if (forced) // its awaits all move away: what stays behind is left alone
      scope_ = &part;
    lowerPart(part, before);
    scope_ = scope;
    if (name && i == 0 && asComma(expression))
      dropValue(part, before);
    else if (name && (!forced || awaits(part) || hasEffect(part)))
      nameValue(part, before);
  }
}

void Hoist::dropValue(const clang::Expr &expression, Statements &before) {
  before.push_back(take(expression) + ";");
  moveAway(expression, "void()");
}

/// `auto coax_value1 = …;`
void Hoist::nameValue(const clang::Expr &expression, Statements &before) {
  const clang::Expr &written = withoutImplicit(expression);
  if (body_.hoisted_.count(&expression) || body_.hoisted_.count(&written))
    return;
  Stretch place = body_.edits_.stretchOf(written.getSourceRange());
  if (place.valid() && body_.edits_.text(place).starts_with("{")) { // no type: its parts get names
    for (const Part &part : partsOf(written))
      if (awaits(*part.expression) || hasEffect(*part.expression))
        nameValue(*part.expression, before);
    return;
  }
  if (written.getType()->isVoidType())
    return dropValue(expression, before);
  std::string text = take(written);
  const auto *cast = clang::dyn_cast<clang::ImplicitCastExpr>(&stripped(expression));
  bool reads = cast && cast->getCastKind() == clang::CK_LValueToRValue; // its value now, not later
  bool reference = written.isGLValue() && !reads;
  if (mayDangle(written))
    giveUp("awaits after a value that refers to a temporary, which g++ 12 evaluates too late");
  std::string name = body_.freshName(isAwait(written) ? "result" : "value");
  const char *type = reference ? "auto &&" : "auto ";
  before.push_back(type + name + " = " + text + ";");
  const clang::Stmt *parent = &written;
  do
    parent = body_.parents_.getParent(parent);
  while (parent && isWrapper(*parent));
  bool object = parent && clang::isa<clang::MemberExpr>(parent);
  const auto *record = written.getType()->getAsCXXRecordDecl();
  outlives_ |= !reference && hasDestructor(written.getType()) && !record->isInStdNamespace();
  if (!reference && !object && !canMove(written.getType()))
    giveUp("awaits after an object that cannot be moved, which g++ 12 evaluates too late");
  bool moves = !object && (written.isXValue() || (!reference && record));
  moveAway(written, moves ? "std::move(" + name + ")" : name);
  body_.hoisted_.insert(&expression);
}

/// `Record coax_argument1 = {…};`
void Hoist::nameTemporary(const clang::Expr &temporary, Statements &before) {
  SourceEdits &edits = body_.edits_;
  // The braces belong to the object that they make: std::vector<T> from {a, b}.
  const clang::Expr *object = &temporary;
  Stretch written = edits.stretchOf(object->getSourceRange());
  for (const clang::Stmt *parent = body_.parents_.getParent(object); parent;
       parent = body_.parents_.getParent(parent)) {
    bool makes = (isWrapper(*parent) && !clang::isa<clang::ParenExpr>(parent)) ||
                 clang::isa<clang::CXXConstructExpr, clang::CXXFunctionalCastExpr>(parent);
    Stretch outer = edits.stretchOf(parent->getSourceRange());
    if (clang::isa<clang::LambdaExpr>(temporary) || !makes || !outer.valid() ||
        outer.end != written.end)
      break;
    object = clang::cast<clang::Expr>(parent);
    written = outer;
  }
  if (!written.valid())
    return giveUp("awaits beside a temporary that a macro spells, which g++ 12 destroys twice");
  std::string type = "auto";
  if (edits.text(written).starts_with("{"))
    type = writtenType(object->getType().getUnqualifiedType());
  std::string name = body_.freshName("argument");
  before.push_back(type + " " + name + " = " + edits.take(written) + ";");
  edits.replace(written, "std::move(" + name + ")");
  body_.hoisted_.insert(&temporary);
}

std::string Hoist::asBool(const clang::Expr &operand) {
  std::string text = take(operand);
  bool plain = operand.IgnoreParenImpCasts()->getType()->isBooleanType();
  return plain ? text : "static_cast<bool>(" + text + ")";
}

/// The condition of an `if` that stands for a branch: an await in it gets a name.
std::string Hoist::conditionOf(const clang::Expr &condition, Statements &before) {
  lowerPart(condition, before);
  if (!awaits(condition))
    return take(condition);
  std::string name = body_.freshName("condition");
  before.push_back("const bool " + name + " = " + asBool(condition) + ";");
  return name;
}

/// `return result;` of a coroutine.
Hoist::Statements Hoist::valueOf(const clang::Expr &result) {
  Statements statements;
  const clang::Expr *scope = std::exchange(scope_, &result);
  const clang::Expr &written = withoutImplicit(result);
  if (clang::isa<clang::CXXThrowExpr>(written)) {
    statements.push_back(take(result) + ";");
  } else if (result.getType()->isVoidType()) {
    discard(result, statements);
    statements.push_back("co_return;");
  } else {
    lowerPart(result, statements);
    statements.push_back("co_return " + take(result) + ";");
  }
  scope_ = scope;
  return statements;
}

/// The body of the coroutine that evaluates a branch.
Hoist::Statements Hoist::bodyOf(const clang::Expr &branch) {
  Statements body;
  Branch parts(branch);
  if (isCompact(branch)) {
    std::string name = body_.freshName("result");
    const char *type = branch.getType()->isBooleanType() ? "const bool " : "const auto ";
    body.push_back(type + name + " = " + take(branch) + ";");
    body.push_back("co_return " + name + ";");
    return body;
  }
  const clang::Stmt *anchor = std::exchange(anchor_, &branch); // its own statements are at hand
  const clang::Expr *scope = std::exchange(scope_, parts.condition);
  if (clang::isa<clang::BinaryOperator>(branch)) {
    std::string name = body_.freshName("result");
    lowerPart(*parts.condition, body);
    body.push_back("bool " + name + " = " + asBool(*parts.condition) + ";");
    Statements rest;
    scope_ = parts.choices[0];
    lowerPart(*parts.choices[0], rest);
    rest.push_back(name + " = " + asBool(*parts.choices[0]) + ";");
    body.push_back("if (" + std::string(parts.any ? "!" : "") + name + ") {");
    body.insert(body.end(), rest.begin(), rest.end());
    body.push_back("}");
    body.push_back("co_return " + name + ";");
  } else {
    body.push_back("if (" + conditionOf(*parts.condition, body) + ") {");
    Statements yes = valueOf(*parts.choices[0]);
    body.insert(body.end(), yes.begin(), yes.end());
    body.push_back("}");
    Statements no = valueOf(*parts.choices[1]);
    body.insert(body.end(), no.begin(), no.end());
  }
  anchor_ = anchor;
  scope_ = scope;
  return body;
}

/// `const bool coax_result1 = a && co_await f();`, or a coroutine in place of the branch.
void Hoist::lowerBranch(const clang::Expr &branch, Statements &before) {
  if (clang::isa<clang::BinaryConditionalOperator>(branch))
    return giveUp("awaits in the second part of a ?: without a middle");
  if (anchor_ && isCompact(branch)) {
    std::string name = body_.freshName("result");
    const char *type = branch.getType()->isBooleanType() ? "const bool " : "const auto ";
    before.push_back(type + name + " = " + take(branch) + ";");
    return moveAway(branch, name);
  }
  if (!wrapInCoroutine(branch, bodyOf(branch)))
    giveUp("awaits in a branch whose type has no name");
}

std::string Hoist::writtenType(clang::QualType type) const {
  const clang::ASTContext &context = body_.unit_.context;
  clang::PrintingPolicy policy = context.getPrintingPolicy();
  policy.SuppressTagKeyword = true;
  policy.Bool = true;
  std::string name = clang::TypeName::getFullyQualifiedName(type, context, policy);
  const std::string string =
      "std::basic_string<char, std::char_traits<char>, std::allocator<char>>";
  for (std::size_t at; (at = name.find(string)) != std::string::npos;)
    name.replace(at, string.size(), "std::string");
  return name;
}

/// `co_await [&]() -> coax::task<T> { … }()` in place of the expression.
bool Hoist::wrapInCoroutine(const clang::Expr &expression, const Statements &statements) {
  clang::QualType type = expression.getType();
  const auto *record = type->getAsCXXRecordDecl();
  bool anonymous = record && (record->isLambda() || !record->getIdentifier());
  bool instance = body_.declaration_.isTemplateInstantiation() && !type->isBuiltinType();
  Stretch written = body_.edits_.stretchOf(expression.getSourceRange());
  if (!written.valid() || anonymous || instance || expression.isXValue() ||
      (!expression.isGLValue() && !canMove(type)))
    return false;
  std::string result = writtenType(expression.isGLValue() ? type : type.getUnqualifiedType());
  if (expression.isGLValue())
    result += " &";
  std::string indent = indentationAt(body_.edits_, written);
  std::string body = joined(statements, " ");
  std::string text = "co_await [&]() -> coax::task<" + result + "> { " + body + " }()";
  if (text.size() > 90 || text.find('\n') != std::string::npos) {
    body = joined(statements, "\n" + indent + "  ");
    text = "co_await [&]() -> coax::task<" + result + "> {\n" + indent + "  " + body + "\n" +
           indent + "}()";
  }
  body_.edits_.replace(written, body_.needsParentheses(expression) ? "(" + text + ")" : text);
  body_.awaits_.insert(&expression);
  body_.pooled_.insert(&expression);
  return true;
}

std::string Hoist::joined(const Statements &statements, const std::string &separator) const {
  std::string text;
  std::string deeper;
  bool lines = separator.size() > 1;
  for (llvm::StringRef statement : statements) {
    if (statement.starts_with("}") && deeper.size() >= 2)
      deeper.erase(0, 2);
    if (!text.empty())
      text += separator + (lines ? deeper : "");
    text += lines ? indentedBy(statement, deeper) : statement.str();
    if (statement.ends_with("{"))
      deeper += "  ";
  }
  return text;
}

/// An expression whose value nobody uses, as statements.
void Hoist::discard(const clang::Expr &expression, Statements &before) {
  const clang::Expr &core = stripped(expression);
  if (const clang::BinaryOperator *comma = asComma(core)) {
    discard(*comma->getLHS(), before);
    return discard(*comma->getRHS(), before);
  }
  const clang::Expr *scope = std::exchange(scope_, &expression);
  if (!branchAwaits(core)) {
    lowerPart(core, before);
    before.push_back(take(core) + ";");
    scope_ = scope;
    return;
  }
  Branch branch(core);
  std::string condition = conditionOf(*branch.condition, before);
  before.push_back("if (" + (branch.any ? "!(" + condition + ")" : condition) + ") {");
  discard(*branch.choices.front(), before);
  before.push_back("}");
  if (branch.choices.size() > 1) {
    before.back() = "} else {";
    discard(*branch.choices.back(), before);
    before.push_back("}");
  }
  scope_ = scope;
}

const clang::Expr *Hoist::safeWhole(const clang::Expr &call, const clang::Expr &full) const {
  for (const clang::Stmt *parent = &call; parent != &full;) {
    parent = body_.parents_.getParent(parent);
    const auto *around = clang::dyn_cast_or_null<clang::Expr>(parent);
    if (!around)
      return nullptr;
    bool conditional =
        clang::isa<clang::AbstractConditionalOperator>(around) && hasDestructor(around->getType());
    bool whole = conditional || clang::isa<clang::CXXNewExpr>(around);
    if (whole && !Regions(body_).awaitsOutsidePool(*around) &&
        body_.edits_.stretchOf(around->getSourceRange()).valid())
      return around;
  }
  return nullptr;
}

// Where statements go.

const clang::Stmt *Hoist::anchorOfDeclaration(const clang::Expr &full,
                                              const clang::DeclStmt &statement) const {
  const auto *first = clang::dyn_cast<clang::VarDecl>(*statement.decl_begin());
  if (!first || first->getInit() != &full || first->isStaticLocal())
    return nullptr;
  const clang::Stmt *parent = body_.parents_.getParent(&statement);
  if (!parent || clang::isa<clang::CompoundStmt>(parent))
    return parent ? &statement : nullptr;
  if (const auto *loop = clang::dyn_cast<clang::ForStmt>(parent))
    return loop->getInit() == &statement ? parent : nullptr;
  if (const auto *loop = clang::dyn_cast<clang::CXXForRangeStmt>(parent))
    return loop->getInit() == &statement ? parent : nullptr;
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(parent))
    return branch->getInit() == &statement || !branch->getInit() ? parent : nullptr;
  if (const auto *choice = clang::dyn_cast<clang::SwitchStmt>(parent))
    return choice->getInit() == &statement || !choice->getInit() ? parent : nullptr;
  return nullptr;
}

/// The statement in front of which declarations may stand: one that evaluates `full` first, and
/// once. Null if there is none.
const clang::Stmt *Hoist::anchorOf(const clang::Expr &full, const clang::Stmt &statement) const {
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    return anchorOfDeclaration(full, *declaration);
  if (clang::isa<clang::ReturnStmt>(statement))
    return &statement;
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(&statement))
    if (branch->getCond() == &full)
      return branch->getInit() || branch->getConditionVariable() ? nullptr : &statement;
  if (const auto *choice = clang::dyn_cast<clang::SwitchStmt>(&statement))
    if (choice->getCond() == &full)
      return choice->getInit() || choice->getConditionVariable() ? nullptr : &statement;
  if (const auto *range = clang::dyn_cast<clang::CXXForRangeStmt>(&statement))
    if (range->getBody() != &full)
      return range->getInit() ? nullptr : &statement;
  if (const auto *loop = clang::dyn_cast<clang::ForStmt>(&statement)) {
    if (loop->getInit() == &full)
      return &statement;
    return loop->getBody() == &full ? &full : nullptr;
  }
  if (const auto *loop = clang::dyn_cast<clang::WhileStmt>(&statement))
    return loop->getBody() == &full ? &full : nullptr;
  if (const auto *loop = clang::dyn_cast<clang::DoStmt>(&statement))
    return loop->getBody() == &full ? &full : nullptr;
  bool own = clang::isa<clang::CompoundStmt, clang::SwitchCase, clang::LabelStmt, clang::IfStmt>(
      statement);
  return own || clang::isa<clang::CXXForRangeStmt>(statement) ? &full : nullptr;
}

/// True if the value initialises a variable of its own type where it stands, or will (conditions
/// that await are declared).
bool Hoist::declaresResult(const clang::Expr &full, const clang::Stmt &statement) const {
  const clang::Expr &core = stripped(full);
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    for (const clang::Decl *declared : declaration->decls())
      if (const auto *variable = clang::dyn_cast<clang::VarDecl>(declared))
        if (variable->getInit() == &full)
          return !variable->isStaticLocal() &&
                 body_.unit_.context.hasSameUnqualifiedType(variable->getType(), core.getType());
  bool boolean = core.getType()->isBooleanType();
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(&statement))
    return boolean && branch->getCond() == &full;
  if (const auto *loop = clang::dyn_cast<clang::WhileStmt>(&statement))
    return boolean && loop->getCond() == &full;
  const auto *loop = clang::dyn_cast<clang::ForStmt>(&statement);
  return loop && boolean && loop->getCond() == &full;
}

bool Hoist::isDiscarded(const clang::Expr &full, const clang::Stmt &statement) const {
  if (const auto *loop = clang::dyn_cast<clang::ForStmt>(&statement))
    return loop->getCond() != &full;
  return anchor_ == &full;
}

/// True if declarations in front of the statement get in nobody's way: no jump passes them.
bool Hoist::standsInBlock(const clang::Stmt &anchor) const {
  const clang::Stmt *parent = body_.parents_.getParent(&anchor);
  if (!parent || !clang::isa<clang::CompoundStmt>(parent))
    return false;
  if (clang::isa<clang::DeclStmt>(anchor))
    return true;
  const clang::Stmt *owner = body_.parents_.getParent(parent);
  return !(owner && clang::isa<clang::SwitchStmt>(owner)) && !hasLabels(body_.body_);
}

void Hoist::place(const Statements &statements, const clang::Stmt &anchor) {
  SourceEdits &edits = body_.edits_;
  Stretch whole = edits.stretchOf(anchor.getSourceRange());
  if (!whole.valid())
    return giveUp("awaits in a statement that a macro spells, which g++ 12 miscompiles");
  bool braces = !standsInBlock(anchor) || outlives_;
  if (outlives_ && clang::isa<clang::DeclStmt>(anchor))
    return giveUp("awaits beside a temporary whose destructor would run too late");
  if (braces && body_.braced_.insert(&anchor).second) {
    edits.insertStatement(whole, "{", "  ");
    Stretch end = edits.text(whole).ends_with("}") ? whole : withSemicolon(edits, whole);
    bool ownLine = edits.startsLine(whole);
    edits.wrap({end.file, end.end, end.end}, "",
               ownLine ? "\n" + indentationAt(edits, whole) + "}" : " }");
  }
  std::string deeper = braces ? "  " : "";
  std::string line = edits.startsLine(whole) ? "\n" + indentationAt(edits, whole) + deeper : " ";
  edits.insertStatement(whole, joined(statements, line), deeper);
}

void Hoist::lowerDiscarded(const clang::Expr &full) {
  SourceEdits &edits = body_.edits_;
  Statements statements;
  discard(full, statements);
  Stretch whole = edits.stretchOf(full.getSourceRange());
  if (!whole.valid())
    return giveUp("awaits in a statement that a macro spells, which g++ 12 miscompiles");
  body_.hoisted_.insert(&full);
  whole = withSemicolon(edits, whole);
  std::string indent = indentationAt(edits, whole);
  bool braces = !standsInBlock(full) && statements.size() > 1;
  if (braces) {
    statements.insert(statements.begin(), "{");
    statements.push_back("}");
  }
  edits.replace(whole, joined(statements, "\n" + indent));
}

/// Where no statement can go in front: all of the expression becomes a coroutine of its own.
void Hoist::lowerInPlace(const clang::Expr &full, const clang::Stmt &statement) {
  const char *reason = "awaits where g++ 12 evaluates too late what stands before";
  Statements body;
  bool discarded = isDiscarded(full, statement);
  anchor_ = &full; // the coroutine's own statements
  if (discarded) {
    discard(full, body);
    SourceEdits &edits = body_.edits_;
    Stretch whole = edits.stretchOf(full.getSourceRange());
    if (!whole.valid())
      return giveUp(reason);
    edits.replace(whole, "co_await [&]() -> coax::task<void> { " + joined(body, " ") + " }()");
    return;
  }
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement)) {
    for (const clang::Decl *declared : declaration->decls())
      if (const auto *variable = clang::dyn_cast<clang::VarDecl>(declared))
        if (variable->getInit() == &full && variable->getInitStyle() != clang::VarDecl::CInit)
          return giveUp(reason);
  }
  lowerPart(full, body);
  body.push_back("co_return " + take(full) + ";");
  if (!wrapInCoroutine(full, body))
    giveUp(reason);
}

void Hoist::lower(const clang::Expr &full, const clang::Stmt &statement) {
  if (!awaitsNow(full)) // what the programmer awaits is as the programmer wants it
    return;
  full_ = scope_ = &full;
  anchor_ = anchorOf(full, statement);
  if (anchor_ && !body_.edits_.stretchOf(anchor_->getSourceRange()).valid())
    anchor_ = nullptr;
  bool decides = clang::isa<clang::SwitchStmt>(statement) && anchor_ != &full;
  if (decides && !anchor_)
    return giveUp("awaits in the head of a switch behind another statement");
  if (!decides && (isStraight(full) || (isCompact(full) && declaresResult(full, statement))))
    return;
  const clang::Expr &core = stripped(full);
  bool discarded = isDiscarded(full, statement);
  if (discarded && (asComma(core) || branchAwaits(core)))
    return anchor_ == &full ? lowerDiscarded(full) : lowerInPlace(full, statement);
  if (!anchor_ && needsStatements(full))
    return lowerInPlace(full, statement);
  Statements before;
  lowerPart(full, before);
  // g++ 12 loses the value of a co_return below `switch (co_await …)`.
  if (clang::isa<clang::SwitchStmt>(statement) && anchor_ && awaits(full))
    nameValue(full, before);
  if (!before.empty() && anchor_)
    place(before, *anchor_);
}

} // namespace coax
