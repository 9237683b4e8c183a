// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Describe.h"

#include "analyzers/tu/Types.h"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/SetVector.h>

#include <algorithm>

namespace coax {

using namespace clang;

static std::string annotationOf(const FunctionDecl &function) {
  for (const FunctionEffectWithCondition &effect : function.getFunctionEffects()) {
    FunctionEffect::Kind kind = effect.Effect.kind();
    if (kind == FunctionEffect::Kind::Blocking)
      return "blocking";
    if (kind == FunctionEffect::Kind::NonBlocking)
      return "nonblocking";
  }
  for (const auto *attribute : function.specific_attrs<AnnotateAttr>())
    if (attribute->getAnnotation().starts_with("coax::"))
      return attribute->getAnnotation().str();
  return {};
}

/// Direct overridden methods; behind those of a library, what they override in turn: the library's
/// own methods have no facts.
static void addOverrides(Unit &unit, const CXXMethodDecl &method, FunctionFacts &facts) {
  for (const CXXMethodDecl *overridden : method.overridden_methods()) {
    facts.overrides.push_back(unit.names.id(*overridden));
    if (unit.isUser(*overridden))
      continue;
    facts.overridesSystem = true;
    addOverrides(unit, *overridden, facts);
  }
}

/// Each once: in templates that are not instantiated, classes may be bases of each other.
static void addBases(const CXXRecordDecl &record, llvm::SetVector<const CXXRecordDecl *> &bases) {
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *type = recordOf(base.getType()); type && bases.insert(type))
      addBases(*type, bases);
}

static void addLibraryNames(Unit &unit, const CXXMethodDecl &method, std::vector<Text> &names) {
  for (const CXXMethodDecl *overridden : method.overridden_methods()) {
    if (!unit.isUser(*overridden))
      names.emplace_back(unit.names.qualified(*overridden));
    addLibraryNames(unit, *overridden, names);
  }
}

static void sortUnique(std::vector<Text> &texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

static void describeMethod(Unit &unit, const CXXMethodDecl &method, FunctionFacts &facts) {
  facts.record = unit.names.qualified(*method.getParent());
  facts.isVirtual = method.isVirtual();
  facts.pureVirtual = method.isPureVirtual();
  facts.isStatic = method.isStatic() && !facts.lambda;
  facts.constructor = isa<CXXConstructorDecl>(method);
  facts.destructor = isa<CXXDestructorDecl>(method);
  addOverrides(unit, method, facts);
  if (!method.isVirtual())
    return;
  llvm::SetVector<const CXXRecordDecl *> bases;
  addBases(*method.getParent(), bases);
  for (const CXXRecordDecl *base : bases)
    facts.bases.emplace_back(unit.names.qualified(*base));
  sortUnique(facts.bases);
  addLibraryNames(unit, method, facts.overridesOfLibraries);
  sortUnique(facts.overridesOfLibraries);
}

static void describeScope(Unit &unit, const FunctionDecl &function, FunctionFacts &facts) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  const DeclContext *outside = method ? method->getParent()->getDeclContext() : nullptr;
  if (const FunctionDecl *parent = outside ? enclosingFunction(outside) : nullptr)
    facts.parent = unit.names.id(*parent);
  facts.lambda =
      method && method->getParent()->isLambda() && method->getOverloadedOperator() == OO_Call;
  if (method)
    describeMethod(unit, *method, facts);
  else
    facts.isStatic = !function.isExternallyVisible();
  if (facts.lambda)
    facts.record.clear();
}

static bool isDeduced(const FunctionDecl &pattern) {
  QualType declared = pattern.getDeclaredReturnType();
  return declared->getContainedAutoType() != nullptr;
}

/// What the closure holds, as a reader of the capture list would say it.
static std::vector<std::string> capturesOf(const CXXRecordDecl &closure) {
  std::vector<std::string> captures;
  for (const LambdaCapture &capture : closure.captures()) {
    if (capture.capturesThis())
      captures.push_back(capture.getCaptureKind() == LCK_StarThis ? "*this" : "this");
    else if (capture.capturesVariable()) {
      std::string &name = captures.emplace_back(capture.getCaptureKind() == LCK_ByRef ? "&" : "");
      name += capture.getCapturedVar()->getName();
    }
  }
  return captures;
}

/// What is done to the function as a whole, and would not be done to all parts of a coroutine.
static std::vector<std::string> attributeObstacles(const FunctionDecl &function) {
  std::vector<std::string> obstacles;
  for (const Attr *attribute : function.attrs())
    if (isa<AlwaysInlineAttr, ConstructorAttr, DestructorAttr, NakedAttr, AliasAttr, IFuncAttr,
            WeakRefAttr, TargetAttr, TargetClonesAttr, TargetVersionAttr, AnyX86InterruptAttr>(
            attribute))
      obstacles.emplace_back("has the attribute ").append(attribute->getSpelling());
  return obstacles;
}

FunctionFacts describe(Unit &unit, const FunctionDecl &function) {
  const FunctionDecl &pattern = patternOf(function);
  FunctionFacts facts;
  facts.id = unit.names.id(function);
  facts.name = unit.names.qualified(function);
  facts.signature = unit.names.signature(function);
  facts.returnType = unit.names.type(function.getReturnType());
  facts.parameters = unit.names.parameterTypes(function);
  describeScope(unit, function, facts);
  SourceLocation place = facts.lambda ? cast<CXXMethodDecl>(function).getParent()->getLocation()
                                      : function.getLocation();
  if (facts.lambda)
    facts.captures = capturesOf(*cast<CXXMethodDecl>(function).getParent());
  facts.location = unit.places.location(place);
  SourceRange extent = function.getSourceRange();
  if (facts.lambda)
    extent.setBegin(place);
  facts.extent = unit.places.range(extent);
  facts.inMacro = function.getLocation().isMacroID();
  facts.annotation = annotationOf(function);
  facts.operatorOrConversion =
      !facts.lambda && (function.isOverloadedOperator() || isa<CXXConversionDecl>(function));
  facts.variadic = function.isVariadic();
  facts.isConstexpr = !facts.lambda && function.isConstexpr();
  const auto *type = function.getType()->getAs<FunctionProtoType>();
  // A specification that has an error in it may never have been parsed.
  facts.isNoexcept = type && !isUnresolvedExceptionSpec(type->getExceptionSpecType()) &&
                     type->getExceptionSpecType() != EST_Unparsed && !type->isDependentType() &&
                     type->isNothrow();
  if (std::string instantiation = unit.names.instantiation(function); !instantiation.empty())
    facts.instantiations.emplace_back(instantiation);
  facts.templated = &pattern != &function || function.isTemplated();
  facts.externC = function.isExternC();
  facts.deducedReturn = isDeduced(pattern);
  facts.isMain = function.isMain();
  facts.obstacles = attributeObstacles(function);
  return facts;
}

} // namespace coax
