// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Hoist.h"

#include "rewriters/transforms/Anchors.h"
#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Tokens.h"

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

/// `T x(full);` and `T x{full};`
bool isDirectInitialiser(const clang::Expr &full, const clang::Stmt &statement) {
  const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement);
  return declaration && std::any_of(declaration->decl_begin(), declaration->decl_end(),
                                    [&](const clang::Decl *declared) {
                                      const auto *variable =
                                          clang::dyn_cast<clang::VarDecl>(declared);
                                      return variable && variable->getInit() == &full &&
                                             variable->getInitStyle() != clang::VarDecl::CInit;
                                    });
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
  bool copied = reads && !written.getType()->isPointerType();
  if (!copied && mayDangle(written))
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
  outlives_ |= !reference && destructionShows(written.getType());
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

std::string Hoist::joined(const Statements &statements, const std::string &separator) const {
  std::string text;
  std::string deeper;
  bool lines = separator.size() > 1;
  const std::string step = separator.find('\t') == separator.npos ? "  " : "\t";
  for (llvm::StringRef statement : statements) {
    if (statement.starts_with("}") && deeper.size() >= step.size())
      deeper.erase(0, step.size());
    if (!text.empty())
      text += separator + (lines ? deeper : "");
    text += lines ? indentedBy(statement, deeper) : statement.str();
    if (statement.ends_with("{"))
      deeper += step;
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
  bool ownLine = edits.startsLine(whole);
  std::string line = ownLine ? "\n" : " ";
  if (ownLine)
    line += indentationAt(edits, whole);
  std::string step = indentationStepAt(edits, whole);
  if (braces && body_.braced_.insert(&anchor).second) {
    edits.insertStatement(whole, "{", step);
    Stretch end = edits.text(whole).ends_with("}") ? whole : withSemicolon(edits, whole);
    edits.wrap({end.file, end.end, end.end}, "", line + "}");
  }
  std::string deeper = braces ? step : "";
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
  bool braces = (!standsInBlock(full) || outlives_) && statements.size() > 1;
  if (braces) {
    statements.insert(statements.begin(), "{");
    statements.push_back("}");
  }
  edits.replace(whole, joined(statements, "\n" + indent));
}

/// True if something of the statement happens after the full-expression.
bool Hoist::goesOn(const clang::Stmt &anchor) const {
  return &anchor != full_ && !clang::isa<clang::ReturnStmt>(anchor);
}

/// What must be destroyed before the statement goes on is named in a coroutine, with the value.
void Hoist::closeOver(const clang::Expr &full, const clang::Stmt &statement, Statements &before) {
  const clang::Expr &value = withoutImplicit(full);
  if (isDirectInitialiser(full, statement))
    return giveUp("awaits beside a temporary whose destructor would run too late");
  before.push_back("co_return " + take(value) + ";");
  if (!wrapInCoroutine(value, before))
    giveUp("awaits beside a temporary whose destructor would run too late");
  before.clear();
  outlives_ = false;
}

/// Where no statement can go in front: all of the expression becomes a coroutine of its own.
void Hoist::lowerInPlace(const clang::Expr &full, const clang::Stmt &statement) {
  const char *reason = "awaits where g++ 12 evaluates too late what stands before";
  Statements body;
  body_.spellFunctionNames(full);
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
  if (isDirectInitialiser(full, statement))
    return giveUp(reason);
  lowerPart(full, body);
  body.push_back("co_return " + take(full) + ";");
  if (!wrapInCoroutine(full, body))
    giveUp(reason);
}

void Hoist::lower(const clang::Expr &full, const clang::Stmt &statement) {
  if (lowerBlocks(full, statement))
    return;
  if (!awaitsNow(full)) // what the programmer awaits is as the programmer wants it
    return;
  full_ = scope_ = &full;
  anchor_ = anchorOf(full, statement, body_.parents_);
  if (anchor_ && !body_.edits_.stretchOf(anchor_->getSourceRange()).valid())
    anchor_ = nullptr;
  bool decides = clang::isa<clang::SwitchStmt>(statement) && anchor_ != &full;
  if (decides && !anchor_)
    return giveUp("awaits in the head of a switch behind another statement");
  if (!decides && isStraight(full))
    return;
  if (!decides && isCompact(full) && declaresResult(full, statement, body_.unit_.context))
    return groupAlternatives(full);
  const clang::Expr &core = stripped(full);
  bool discarded = isDiscarded(full, statement);
  if (discarded && (asComma(core) || branchAwaits(core)))
    return anchor_ == &full ? lowerDiscarded(full) : lowerInPlace(full, statement);
  if (!anchor_ && needsStatements(full))
    return lowerInPlace(full, statement);
  Statements before;
  lowerPart(full, before);
  if (outlives_ && anchor_ && goesOn(*anchor_))
    closeOver(full, statement, before);
  // g++ 12 loses the value of a co_return below `switch (co_await …)`.
  if (decides && awaits(full))
    nameValue(full, before);
  if (!before.empty() && anchor_)
    place(before, *anchor_);
}

} // namespace coax
