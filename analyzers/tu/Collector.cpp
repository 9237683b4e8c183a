// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Collector.h"

#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Describe.h"

#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <set>

namespace coax {

using namespace clang;

bool Collector::TraverseDecl(Decl *declaration) {
  if (!declaration)
    return true;
  if (!isa<TranslationUnitDecl>(declaration) && !unit_.places.isUser(declaration->getLocation()) &&
      !isa<LinkageSpecDecl, ExternCContextDecl>(declaration))
    return true;
  return RecursiveASTVisitor::TraverseDecl(declaration);
}

/// Compiler-made members are worth a place only if they do something.
static bool isWritten(const FunctionDecl &function) {
  return !function.isImplicit() && !function.isDefaulted();
}

void Collector::addBody(const FunctionDecl &function) {
  if (!seen_.insert(&function).second)
    return;
  FunctionFacts facts = describe(unit_, function);
  facts.hasBody = true;
  BodyWalker(unit_, &function, facts).walkFunction();
  if (isWritten(function) || !facts.calls.empty() || !facts.uses.empty())
    unit_.summary.functions.push_back(std::move(facts));
}

void Collector::addDeclaration(const FunctionDecl &function) {
  if (seen_.insert(&function).second)
    unit_.summary.functions.push_back(describe(unit_, function));
}

/// A destructor that the compiler makes ends the members even where nothing forced its definition.
static bool hasBodyHere(const FunctionDecl &function) {
  if (function.isDeleted())
    return false;
  if (isa<CXXDestructorDecl>(function) && function.isDefaulted() && !function.isTrivial())
    return true;
  return function.doesThisDeclarationHaveABody() && !function.hasSkippedBody();
}

bool Collector::VisitFunctionDecl(FunctionDecl *function) {
  if (isa<CXXDeductionGuideDecl>(function))
    return true;
  const auto *method = dyn_cast<CXXMethodDecl>(function);
  if (method && method->getParent()->isLambda())
    return true; // reached from the body that contains it
  bool dependent = function->isDependentContext();
  if (hasBodyHere(*function)) {
    if (dependent)
      patterns_.push_back(function);
    else
      addBody(*function);
  } else if (!dependent && isWritten(*function) && !function->getDefinition() &&
             ((method && method->isVirtual()) || !describe(unit_, *function).annotation.empty())) {
    addDeclaration(*function);
  }
  return true;
}

bool Collector::VisitVarDecl(VarDecl *variable) {
  if (isa<ParmVarDecl>(variable) || variable->isLocalVarDeclOrParm() ||
      variable->isThisDeclarationADefinition() == VarDecl::DeclarationOnly ||
      variable->getDeclContext()->isDependentContext() || variable->isTemplated())
    return true;
  FunctionFacts found;
  BodyWalker(unit_, nullptr, found).walkGlobal(*variable);
  if (found.calls.empty() && found.uses.empty() && found.moves.empty())
    return true;
  Location place = unit_.places.location(variable->getLocation());
  FunctionFacts &facts = initializers_[place.file];
  if (facts.id.empty()) {
    facts.id.usr = "coax:static-initialisation@" + place.file;
    facts.name = facts.signature = "(static initialisation)";
    facts.location = place;
    facts.extent = unit_.places.range(variable->getSourceRange());
    facts.returnType = "void";
    facts.hasBody = true;
  }
  std::move(found.calls.begin(), found.calls.end(), std::back_inserter(facts.calls));
  std::move(found.uses.begin(), found.uses.end(), std::back_inserter(facts.uses));
  std::move(found.moves.begin(), found.moves.end(), std::back_inserter(facts.moves));
  return true;
}

void Collector::addLambda(const CXXRecordDecl &lambda) {
  const FunctionDecl *body = lambda.getLambdaCallOperator();
  if (!body)
    return;
  const FunctionTemplateDecl *generic = body->getDescribedFunctionTemplate();
  bool instantiated = false;
  if (generic)
    for (const FunctionDecl *instance : generic->specializations())
      if (instance->doesThisDeclarationHaveABody()) {
        addBody(*instance);
        instantiated = true;
      }
  if (!instantiated && body->doesThisDeclarationHaveABody())
    addBody(*body);
}

void Collector::collectPending() {
  while (!unit_.pending.empty()) {
    const CXXRecordDecl *record = unit_.pending.front();
    unit_.pending.pop_front();
    if (!seen_.insert(record).second)
      continue;
    if (record->isLambda())
      addLambda(*record);
    else
      RecursiveASTVisitor::TraverseDecl(const_cast<CXXRecordDecl *>(record));
  }
}

/// What templates say that this unit never instantiates: the calls that depend on no parameter.
void Collector::addUninstantiated() {
  std::set<std::string> known;
  for (const FunctionFacts &facts : unit_.summary.functions)
    known.insert(facts.id.usr);
  for (const FunctionDecl *pattern : patterns_)
    if (!known.contains(unit_.names.id(*pattern).usr))
      addBody(*pattern);
}

static bool before(const FunctionFacts &left, const FunctionFacts &right) {
  return std::tie(left.location, left.id.usr) < std::tie(right.location, right.id.usr);
}

void Collector::collect() {
  TraverseDecl(unit_.ast.getTranslationUnitDecl());
  collectPending();
  addUninstantiated();
  collectPending();
  for (const FunctionDecl *function : unit_.declared)
    addDeclaration(*function->getCanonicalDecl());
  auto &functions = unit_.summary.functions;
  for (auto &[file, facts] : initializers_)
    functions.push_back(std::move(facts));
  std::stable_sort(functions.begin(), functions.end(), before);
  auto &writes = unit_.summary.writes;
  std::sort(writes.begin(), writes.end());
  writes.erase(std::unique(writes.begin(), writes.end()), writes.end());
}

} // namespace coax
