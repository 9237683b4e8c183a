// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that make an object from what they are given ⇒ the call of its constructor:
// std::make_unique, emplace(), and what a program has in their place.
#include "analyzers/model/QualifiedName.h"
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/DeclTemplate.h>

namespace coax {

using namespace clang;

/// What a library makes from the arguments: the T of make_unique<T>, of vector<T>::emplace_back.
static const CXXRecordDecl *madeRecord(const FunctionDecl &callee) {
  if (!callee.getIdentifier())
    return nullptr;
  llvm::StringRef name = callee.getName();
  if (name.starts_with("make_") || name.starts_with("Make")) {
    const TemplateArgumentList *arguments = callee.getTemplateSpecializationArgs();
    const bool typed =
        arguments && arguments->size() > 0 && arguments->get(0).getKind() == TemplateArgument::Type;
    return typed ? arguments->get(0).getAsType()->getAsCXXRecordDecl() : nullptr;
  }
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  if (!method || !name.starts_with("emplace"))
    return nullptr;
  const auto *holder = dyn_cast<ClassTemplateSpecializationDecl>(method->getParent());
  if (!holder)
    return nullptr;
  const TemplateArgumentList &arguments = holder->getTemplateArgs();
  // The mapped type of a map is its second argument, if the second is no allocator.
  for (unsigned index : {1u, 0u}) {
    if (index >= arguments.size() || arguments[index].getKind() != TemplateArgument::Type)
      continue;
    const CXXRecordDecl *record = arguments[index].getAsType()->getAsCXXRecordDecl();
    bool mapped = index == 0 || (holder->getIdentifier() && holder->getName().ends_with("map"));
    if (record && mapped)
      return record;
    if (mapped)
      return nullptr;
  }
  return nullptr;
}

static const CXXConstructorDecl *constructorFor(const CXXRecordDecl &record, unsigned arguments) {
  const CXXConstructorDecl *only = nullptr;
  for (const CXXConstructorDecl *constructor : record.ctors()) {
    if (constructor->isCopyOrMoveConstructor() ||
        arguments < constructor->getMinRequiredArguments() ||
        arguments > constructor->getNumParams())
      continue;
    if (only)
      return nullptr;
    only = constructor;
  }
  return only;
}

/// The constructor that a library calls with the arguments that it is given.
void BodyWalker::addMade(const CallExpr &call, const FunctionDecl &callee, SourceLocation place) {
  const CXXRecordDecl *record = madeRecord(callee);
  record = record ? record->getDefinition() : nullptr;
  if (!record || isContainer(unit_, *record) || isCallable(unit_.ast.getCanonicalTagType(record)))
    return;
  CallSite site = siteAt(CallKind::Implicit, call, place, {});
  std::string name = unit_.names.qualified(*record);
  site.name = name + "::" + std::string(lastComponent(name));
  site.receiver = unit_.names.type(unit_.ast.getCanonicalTagType(record));
  if (const CXXConstructorDecl *constructor = constructorFor(*record, call.getNumArgs())) {
    if (isQuiet(*constructor))
      return;
    site.callee = unit_.names.id(*constructor);
    site.parameters = unit_.names.parameterTypes(*constructor);
  }
  addArguments(site, {call.getArgs(), call.getNumArgs()}, true);
  add(std::move(site));
}

static bool onlyMakes(const Stmt &statement, const CXXRecordDecl &record) {
  if (const auto *call = dyn_cast<CallExpr>(&statement)) {
    const FunctionDecl *callee = call->getDirectCallee();
    if (!callee || !callee->isConstexpr()) // std::forward, std::move
      return false;
  }
  if (const auto *construction = dyn_cast<CXXNewExpr>(&statement);
      construction && recordOf(construction->getAllocatedType()) != &record)
    return false;
  return llvm::all_of(statement.children(),
                      [&](const Stmt *child) { return !child || onlyMakes(*child, record); });
}

/// A function template of the program that is to it what std::make_unique is: all that it does is
/// `return std::unique_ptr<T>(new T(std::forward<A>(arguments)...));`. What that runs depends on T.
bool BodyWalker::isMaker(const FunctionDecl &callee) {
  const CXXRecordDecl *record = madeRecord(callee);
  record = record ? record->getDefinition() : nullptr;
  const auto *body = dyn_cast_or_null<CompoundStmt>(callee.getBody());
  return record && body && body->size() == 1 && isa<ReturnStmt>(body->body_front()) &&
         onlyMakes(*body->body_front(), *record);
}

} // namespace coax
