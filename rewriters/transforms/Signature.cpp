// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Signature.h"

#include "rewriters/transforms/Shapes.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/TypeLoc.h>

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSet.h>

#include <algorithm>

namespace coax {
namespace {

const llvm::StringSet<> &specifiers() {
  static const llvm::StringSet<> words{"static",     "inline",       "virtual",      "extern",
                                       "friend",     "explicit",     "constexpr",    "__inline",
                                       "__inline__", "thread_local", "__extension__"};
  return words;
}

clang::SourceLocation nameBegin(const clang::FunctionDecl &declaration) {
  if (auto qualifier = declaration.getQualifierLoc())
    return qualifier.getBeginLoc();
  return declaration.getLocation();
}

bool hasTrailingReturn(const clang::FunctionDecl &declaration) {
  const auto *type = declaration.getType()->getAs<clang::FunctionProtoType>();
  return type && type->hasTrailingReturn();
}

/// The qualifiers that clang leaves out of a type's range: "const" in front of it.
Stretch withQualifiers(const SourceEdits &edits, Stretch type) {
  llvm::StringRef buffer = edits.sources().getBufferData(type.file);
  for (bool found = type.valid(); found;) {
    llvm::StringRef before = buffer.take_front(type.begin).rtrim();
    found = false;
    for (llvm::StringRef word : {"const", "volatile"}) {
      llvm::StringRef rest = before;
      if (rest.consume_back(word) &&
          (rest.empty() || !(llvm::isAlnum(rest.back()) || rest.back() == '_'))) {
        type.begin = rest.size();
        found = true;
      }
    }
  }
  return type;
}

Stretch leadingReturnType(const SourceEdits &edits, const Attributes &attributes,
                          const clang::FunctionDecl &declaration) {
  Stretch whole = edits.stretchOf({declaration.getBeginLoc(), nameBegin(declaration)});
  Stretch name = edits.tokenAt(nameBegin(declaration));
  if (!whole.valid() || !name.valid() || whole.file != name.file)
    return {};
  auto tokens = rawTokens(edits, {whole.file, whole.begin, name.begin});
  std::size_t first = 0;
  while (first < tokens.size()) {
    std::size_t past = attributes.past(tokens, first);
    if (past == first && specifiers().contains(tokens[first].text))
      past = first + 1;
    if (past == first)
      break;
    first = past;
  }
  if (first == tokens.size())
    return {};
  return withQualifiers(edits,
                        {whole.file, tokens[first].stretch.begin, tokens.back().stretch.end});
}

Stretch returnTypeStretch(const SourceEdits &edits, const Attributes &attributes,
                          const clang::FunctionDecl &declaration) {
  if (!hasTrailingReturn(declaration))
    return leadingReturnType(edits, attributes, declaration);
  auto type = declaration.getFunctionTypeLoc();
  if (!type)
    return {};
  return withQualifiers(edits, edits.stretchOf(type.getReturnLoc().getSourceRange()));
}

/// `type` ⇒ `coax::task<type>`; specifiers and attributes that stand inside it (`const static char
/// *`) move out.
void wrapInTask(SourceEdits &edits, const Attributes &attributes, const Stretch &type) {
  std::string outside;
  std::vector<RawToken> tokens = rawTokens(edits, type);
  for (std::size_t i = 0, end; i < tokens.size(); i = std::max(end, i + 1)) {
    end = attributes.past(tokens, i);
    if (end == i && specifiers().contains(tokens[i].text))
      end = i + 1;
    else if (end == i || attributes.breaks(tokens, i, end))
      continue;
    Stretch words{type.file, tokens[i].stretch.begin, tokens[end - 1].stretch.end};
    outside += edits.text(words).str() + " ";
    if (end == tokens.size() && i > 0)
      words.begin = tokens[i - 1].stretch.end;
    else
      words.end = std::min(words.end + 1, type.end);
    edits.replace(words, "");
  }
  llvm::StringRef rest = edits.sources().getBufferData(type.file).drop_front(type.end);
  bool touches = !rest.empty() && (llvm::isAlnum(rest[0]) || rest[0] == '_');
  edits.wrap(type, outside + "coax::task<", touches ? "> " : ">");
}

/// The type and name of each parameter as written; unnamed ones are given a name here, not where
/// nobody uses it.
std::string nameParameters(const SourceEdits &edits, const clang::FunctionDecl &main,
                           std::string &arguments) {
  std::string parameters;
  for (unsigned i = 0; i < main.getNumParams(); ++i) {
    const clang::ParmVarDecl &parameter = *main.getParamDecl(i);
    Stretch written = edits.stretchOf(parameter.getSourceRange());
    std::string name = parameter.getNameAsString();
    std::string text = edits.text(written).str();
    if (name.empty()) {
      name = i == 0 ? "argc" : i == 1 ? "argv" : "envp";
      std::size_t array = llvm::StringRef(text).ends_with("]") ? text.rfind('[') : text.size();
      text.insert(array, " " + name);
    }
    parameters += (i ? ", " : "") + text;
    arguments += (i ? ", " : "") + name;
  }
  return parameters;
}

} // namespace

std::string writtenReturnType(const SourceEdits &edits, const Attributes &attributes,
                              const clang::FunctionDecl &declaration) {
  Stretch type = returnTypeStretch(edits, attributes, declaration);
  return type.valid() ? edits.text(type).str() : std::string();
}

std::string makeTaskSignature(SourceEdits &edits, const Attributes &attributes,
                              const clang::FunctionDecl &declaration) {
  Stretch type = returnTypeStretch(edits, attributes, declaration);
  if (!type.valid())
    return "its return type is not spelled in one place";
  clang::QualType result = declaration.getReturnType();
  if (!canMove(result))
    return "its result cannot be moved";
  if (result->isFunctionPointerType() || result->isMemberPointerType() ||
      (result->isPointerType() && result->getPointeeType()->isArrayType()))
    return "its return type is spelled around its name";
  if (std::string why = attributes.drop(edits, declaration); !why.empty())
    return why;
  wrapInTask(edits, attributes, type);
  return {};
}

std::string makeTaskLambda(SourceEdits &edits, const Attributes &attributes,
                           const clang::LambdaExpr &lambda) {
  const clang::CXXMethodDecl &call = *lambda.getCallOperator();
  if (lambda.hasExplicitResultType()) {
    Stretch type = returnTypeStretch(edits, attributes, call);
    if (!type.valid())
      return "its return type is not spelled in one place";
    wrapInTask(edits, attributes, type);
    return {};
  }
  Stretch brace = edits.tokenAt(lambda.getCompoundStmtBody()->getLBracLoc());
  if (!brace.valid())
    return "its body is spelled by a macro";
  if (!call.getReturnType()->isVoidType())
    return "is a lambda whose return type is deduced";
  edits.insertBefore(brace, lambda.hasExplicitParameters() ? "-> coax::task<void> "
                                                           : "() -> coax::task<void> ");
  return {};
}

std::string splitMain(SourceEdits &edits, const Attributes &attributes,
                      const clang::FunctionDecl &main) {
  Stretch name = edits.tokenAt(main.getLocation());
  Stretch body = edits.stretchOf(main.getSourceRange());
  if (!name.valid() || !body.valid())
    return "is defined by a macro";
  for (const clang::ParmVarDecl *parameter : main.parameters())
    if (!edits.stretchOf(parameter->getSourceRange()).valid())
      return "has a parameter that is spelled by a macro";
  if (std::string why = makeTaskSignature(edits, attributes, main); !why.empty())
    return why;
  std::string arguments;
  std::string parameters = nameParameters(edits, main, arguments);
  edits.replace(name, "coax_main");
  edits.insertAfter(body, "\n\nint main(" + parameters + ") {\n  return coax::run(coax_main(" +
                              arguments + "));\n}");
  return {};
}

} // namespace coax
