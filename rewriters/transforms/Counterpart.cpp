// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Counterpart.h"

#include <clang/AST/ExprCXX.h>

#include <algorithm>
#include <cctype>

namespace coax {
namespace {

constexpr std::string_view argumentsMark = "$args";
constexpr std::string_view objectMark = "$object";

/// The smart pointer of `pointer->f()`; else null.
const clang::Expr *smartPointer(const clang::Expr &object) {
  const auto *arrow = clang::dyn_cast<clang::CXXOperatorCallExpr>(object.IgnoreImplicit());
  return arrow && arrow->getOperator() == clang::OO_Arrow ? arrow->getArg(0) : nullptr;
}

/// The object of a member call as written; null: there is none, or it is an unwritten `this`.
const clang::Expr *writtenObject(const clang::CallExpr &call) {
  const auto *member = clang::dyn_cast<clang::CXXMemberCallExpr>(&call);
  const clang::Expr *object = member ? member->getImplicitObjectArgument() : nullptr;
  if (!object || object->isImplicitCXXThis())
    return nullptr;
  const clang::Expr *pointer = smartPointer(*object);
  return pointer ? pointer : object;
}

bool throughPointer(const clang::CallExpr &call) {
  const auto *member = clang::dyn_cast<clang::MemberExpr>(call.getCallee()->IgnoreParens());
  return member && member->isArrow();
}

/// Whether `.name` after it means a member of all of it.
bool isPostfix(const clang::Expr &expression) {
  const clang::Expr &core = *expression.IgnoreImplicit();
  return clang::isa<clang::DeclRefExpr, clang::MemberExpr, clang::ParenExpr, clang::CXXThisExpr,
                    clang::ArraySubscriptExpr>(core) ||
         (clang::isa<clang::CallExpr>(core) && !clang::isa<clang::CXXOperatorCallExpr>(core));
}

} // namespace

Counterpart::Counterpart(SourceEdits &edits, const clang::ASTContext &context,
                         const clang::Expr &call, std::string_view pattern)
    : edits_(edits), context_(context), call_(clang::dyn_cast<clang::CallExpr>(&call)) {
  if (!call_ || clang::isa<clang::CXXOperatorCallExpr>(call_)) {
    unfit_ = "its counterpart does not fit the call";
    return;
  }
  for (const clang::Expr *argument : call_->arguments())
    if (!clang::isa<clang::CXXDefaultArgExpr>(argument))
      arguments_.push_back(argument);
  if (onlyTheNameChanges(pattern)) {
    newName_ = pattern.substr(0, pattern.size() - argumentsMark.size() - 2);
    if (!edits_.stretchOf(call_->getCallee()->getSourceRange()).valid())
      unfit_ = "the name of the callee is spelled in a macro";
    return;
  }
  parse(pattern);
  checkTheRest();
}

/// `coax::recv($args)`, of a function.
bool Counterpart::onlyTheNameChanges(std::string_view pattern) const {
  return pattern.ends_with("($args)") && std::count(pattern.begin(), pattern.end(), '$') == 1 &&
         !clang::isa<clang::CXXMemberCallExpr>(call_);
}

void Counterpart::parse(std::string_view pattern) {
  while (!pattern.empty() && unfit_.empty()) {
    std::size_t text = std::min(pattern.find('$'), pattern.size());
    pieces_.push_back({std::string(pattern.substr(0, text))});
    pattern.remove_prefix(text);
    if (!pattern.empty())
      pattern.remove_prefix(addPlaceholder(pattern));
  }
}

/// `rest` begins with a '$'. Its length.
std::size_t Counterpart::addPlaceholder(std::string_view rest) {
  if (rest.starts_with(argumentsMark)) {
    for (const clang::Expr *argument : arguments_) {
      if (argument != arguments_.front())
        pieces_.push_back({", "});
      addPart(*argument);
    }
    return argumentsMark.size();
  }
  if (rest.starts_with(objectMark))
    return objectMark.size() + addObject(rest.substr(objectMark.size()));
  std::size_t number = rest.size() > 1 && std::isdigit(static_cast<unsigned char>(rest[1]))
                           ? static_cast<std::size_t>(rest[1] - '0')
                           : 0;
  if (number == 0 || number > arguments_.size())
    unfit_ = "its counterpart asks for what the call does not have";
  else
    addPart(*arguments_[number - 1]);
  return 2;
}

/// How much of `rest`, the template after it, it takes along: `p->f()` stays an arrow.
std::size_t Counterpart::addObject(std::string_view rest) {
  if (!clang::isa<clang::CXXMemberCallExpr>(call_)) {
    unfit_ = "its counterpart asks for the object of a call that has none";
    return 0;
  }
  const clang::Expr *object = writtenObject(*call_);
  bool memberFollows = rest.starts_with('.');
  if (!object) {
    pieces_.push_back({memberFollows ? "this->" : "*this"});
    return memberFollows;
  }
  addPart(*object);
  bool arrow = throughPointer(*call_);
  Piece &piece = pieces_.back();
  if (!isPostfix(*object) && (arrow || memberFollows)) {
    piece.before += "(";
    piece.after += ")";
  }
  if (arrow && memberFollows)
    piece.after += "->";
  else if (arrow)
    piece.before.insert(piece.before.begin(), '*');
  return arrow && memberFollows;
}

void Counterpart::addPart(const clang::Expr &part) {
  auto same = [&](const Piece &piece) { return piece.part == &part; };
  if (std::any_of(pieces_.begin(), pieces_.end(), same))
    unfit_ = "its counterpart would evaluate an argument twice";
  else if (!edits_.stretchOf(part.getSourceRange()).valid())
    unfit_ = "an argument is spelled in a macro";
  else
    pieces_.push_back({{}, &part});
}

/// What the template leaves out is not evaluated any more.
void Counterpart::checkTheRest() {
  std::vector<const clang::Expr *> parts = arguments_;
  if (const clang::Expr *object = writtenObject(*call_))
    parts.push_back(object);
  for (const clang::Expr *part : parts) {
    bool used = std::any_of(pieces_.begin(), pieces_.end(),
                            [&](const Piece &piece) { return piece.part == part; });
    if (!used && part->HasSideEffects(context_) && unfit_.empty())
      unfit_ = "its counterpart leaves out an argument that does something";
  }
}

void Counterpart::apply() {
  if (pieces_.empty()) {
    edits_.replace(edits_.stretchOf(call_->getCallee()->getSourceRange()), newName_);
    return;
  }
  std::string text;
  for (const Piece &piece : pieces_)
    text +=
        piece.before +
        (piece.part ? edits_.take(edits_.stretchOf(piece.part->getSourceRange())) : piece.text) +
        piece.after;
  edits_.replace(edits_.stretchOf(call_->getSourceRange()), text);
}

} // namespace coax
