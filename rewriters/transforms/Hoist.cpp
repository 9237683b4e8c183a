// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Hoist.h"

#include "rewriters/transforms/Anchors.h"
#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/AST/QualTypeNames.h>

#include <algorithm>

namespace coax {
namespace {

const clang::BinaryOperator *asComma(const clang::Expr &expression) {
  const auto *binary = clang::dyn_cast<clang::BinaryOperator>(&expression);
  return binary && binary->isCommaOp() ? binary : nullptr;
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

/// `const bool coax_result1 = a && co_await f();`; returns the name.
std::string Hoist::declareResult(const clang::Expr &branch, Statements &before) {
  std::string name = body_.freshName("result");
  const char *type = branch.getType()->isBooleanType() ? "const bool " : "const auto ";
  before.push_back(type + name + " = " + take(branch) + ";");
  return name;
}

/// The body of the coroutine that evaluates a branch.
Hoist::Statements Hoist::bodyOf(const clang::Expr &branch) {
  Statements body;
  Branch parts(branch);
  if (isCompact(branch)) {
    std::string name = declareResult(branch, body);
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

/// The result is declared, or a coroutine stands in place of the branch.
void Hoist::lowerBranch(const clang::Expr &branch, Statements &before) {
  if (clang::isa<clang::BinaryConditionalOperator>(branch))
    return giveUp("awaits in the second part of a ?: without a middle");
  if (anchor_ && isCompact(branch))
    return moveAway(branch, declareResult(branch, before));
  if (!wrapInCoroutine(branch, bodyOf(branch)))
    giveUp("awaits in a branch whose type has no name");
}

std::string Hoist::writtenType(clang::QualType type) const {
  const clang::ASTContext &context = body_.unit_.context;
  clang::PrintingPolicy policy = context.getPrintingPolicy();
  policy.SuppressTagKeyword = true;
  policy.Bool = true;
  std::string name = clang::TypeName::getFullyQualifiedName(type, context, policy);
  // Nobody writes this name, though the AST may give no other.
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
  bool ownLine = edits.startsLine(whole);
  std::string line = ownLine ? "\n" : " ";
  if (ownLine)
    line += indentationAt(edits, whole);
  if (braces && body_.braced_.insert(&anchor).second) {
    edits.insertStatement(whole, "{", "  ");
    Stretch end = edits.text(whole).ends_with("}") ? whole : withSemicolon(edits, whole);
    edits.wrap({end.file, end.end, end.end}, "", line + "}");
  }
  std::string deeper = braces ? "  " : "";
  std::string separator = ownLine ? line + deeper : line;
  edits.insertStatement(whole, joined(statements, separator), deeper);
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
  anchor_ = anchorOf(full, statement, body_.parents_);
  if (anchor_ && !body_.edits_.stretchOf(anchor_->getSourceRange()).valid())
    anchor_ = nullptr;
  bool decides = clang::isa<clang::SwitchStmt>(statement) && anchor_ != &full;
  if (decides && !anchor_)
    return giveUp("awaits in the head of a switch behind another statement");
  if (!decides && (isStraight(full) ||
                   (isCompact(full) && declaresResult(full, statement, body_.unit_.context))))
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
  if (decides && awaits(full))
    nameValue(full, before);
  if (!before.empty() && anchor_)
    place(before, *anchor_);
}

} // namespace coax
