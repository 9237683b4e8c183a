// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that make an object from what they are given ⇒ the call of its constructor:
// std::make_unique, emplace(), std::optional, and what a program has in their place.
#include "analyzers/model/QualifiedName.h"
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/StringSet.h>

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
  if (!method || !(name.starts_with("emplace") || name == "try_emplace"))
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

static const CXXConstructorDecl *constructorFor(const CXXRecordDecl &record,
                                                std::size_t arguments) {
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

/// `names.try_emplace(key, value)`, `pool.emplace(key, value)` of a map: the first is the key.
static llvm::ArrayRef<const Expr *> givenToMake(const CallExpr &call, const FunctionDecl &callee) {
  llvm::ArrayRef<const Expr *> arguments(call.getArgs(), call.getNumArgs());
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  const IdentifierInfo *holder = method ? method->getParent()->getIdentifier() : nullptr;
  return holder && holder->getName().ends_with("map") && arguments.size() > 1
             ? arguments.drop_front()
             : arguments;
}

/// The constructor that a library calls with the arguments that it is given.
void BodyWalker::addMade(const CallExpr &call, const FunctionDecl &callee, SourceLocation place) {
  if (const CXXRecordDecl *record = madeRecord(callee))
    addMade(call, *record, givenToMake(call, callee), place);
}

/// `std::optional<std::ifstream> file("x");`, `… file(std::in_place, "x");`
void BodyWalker::addMadeInside(const CXXConstructExpr &construction) {
  static const llvm::StringSet<> holders = {"optional"}, tags = {"in_place_t"};
  const auto *holder =
      dyn_cast<ClassTemplateSpecializationDecl>(construction.getConstructor()->getParent());
  if (!holder || !isStandardNamed(*holder, holders) || construction.getNumArgs() == 0)
    return;
  llvm::ArrayRef<const Expr *> arguments(construction.getArgs(), construction.getNumArgs());
  const CXXRecordDecl *first = recordOf(core(arguments.front())->getType());
  const CXXRecordDecl *made = recordOf(holder->getTemplateArgs()[0].getAsType());
  if (first && isStandardNamed(*first, tags))
    arguments = arguments.drop_front();
  else if (construction.getConstructor()->getPrimaryTemplate() == nullptr || first == made ||
           (first && isStandardNamed(*first, holders)))
    return; // nothing, a copy, or what was made before
  if (made)
    addMade(construction, *made, arguments, construction.getLocation());
}

void BodyWalker::addMade(const Expr &expression, const CXXRecordDecl &declared,
                         llvm::ArrayRef<const Expr *> arguments, SourceLocation place) {
  const CXXRecordDecl *record = declared.getDefinition();
  if (!record || isContainer(unit_, *record) || isCallable(unit_.ast.getCanonicalTagType(record)))
    return;
  if (arguments.size() == 1 && recordOf(core(arguments.front())->getType()) == record)
    return; // copied or moved
  CallSite site = siteAt(CallKind::Implicit, expression, place, {});
  std::string name = unit_.names.qualified(*record);
  site.name = name + "::" + std::string(lastComponent(name));
  site.receiver = unit_.names.type(unit_.ast.getCanonicalTagType(record));
  if (const CXXConstructorDecl *constructor = constructorFor(*record, arguments.size())) {
    if (isQuiet(*constructor))
      return;
    site.callee = unit_.names.id(*constructor);
    site.parameters = unit_.names.parameterTypes(*constructor);
  }
  addArguments(site, arguments, true);
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
