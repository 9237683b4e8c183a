// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Branches in which an await may be skipped: what Hoist makes of && || ?:.
#include "rewriters/transforms/Hoist.h"

#include <clang/AST/QualTypeNames.h>

#include <utility>

namespace coax {

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
    lowerPart(result, statements);
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
  groupAlternatives(branch);
  std::string name = body_.freshName("result");
  const char *type = branch.getType()->isBooleanType() ? "const bool " : "const auto ";
  before.push_back(type + name + " = " + take(branch) + ";");
  return name;
}

/// The body of the coroutine that evaluates a branch.
Hoist::Statements Hoist::bodyOf(const clang::Expr &branch) {
  Statements body;
  body_.spellFunctionNames(branch);
  Branch parts(branch);
  if (isCompact(branch)) {
    std::string name = declareResult(branch, body);
    body.push_back("co_return " + name + ";");
    return body;
  }
  const clang::Stmt *anchor = std::exchange(anchor_, &branch); // its own statements are at hand
  const clang::Expr *scope = std::exchange(scope_, parts.condition);
  if (clang::isa<clang::BinaryOperator>(branch))
    addLogical(parts, body);
  else if (clang::isa<clang::BinaryConditionalOperator>(branch))
    addShortConditional(parts, body);
  else
    addConditional(parts, body);
  anchor_ = anchor;
  scope_ = scope;
  return body;
}

/// `a && b`
void Hoist::addLogical(const Branch &parts, Statements &body) {
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
}

/// `a ? b : c`
void Hoist::addConditional(const Branch &parts, Statements &body) {
  body.push_back("if (" + conditionOf(*parts.condition, body) + ") {");
  Statements yes = valueOf(*parts.choices[0]);
  body.insert(body.end(), yes.begin(), yes.end());
  body.push_back("}");
  Statements no = valueOf(*parts.choices[1]);
  body.insert(body.end(), no.begin(), no.end());
}

/// `a ?: b`
void Hoist::addShortConditional(const Branch &parts, Statements &body) {
  const clang::Expr &first = *parts.condition;
  bool object = !first.isGLValue() && first.getType()->isRecordType();
  lowerPart(first, body);
  std::string name = body_.freshName("value");
  body.push_back((first.isGLValue() ? "auto &&" : "auto ") + name + " = " + take(first) + ";");
  body.push_back("if (" + name + ")");
  body.push_back("  co_return " + (object ? "std::move(" + name + ")" : name) + ";");
  Statements second = valueOf(*parts.choices[0]);
  body.insert(body.end(), second.begin(), second.end());
}

/// The result is declared, or a coroutine stands in place of the branch.
void Hoist::lowerBranch(const clang::Expr &branch, Statements &before) {
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
    std::string deeper = indent + indentationStepAt(body_.edits_, written);
    body = joined(statements, "\n" + deeper);
    text =
        "co_await [&]() -> coax::task<" + result + "> {\n" + deeper + body + "\n" + indent + "}()";
  }
  body_.edits_.replace(written, body_.needsParentheses(expression) ? "(" + text + ")" : text);
  body_.awaits_.insert(&expression);
  body_.pooled_.insert(&expression);
  return true;
}

} // namespace coax
