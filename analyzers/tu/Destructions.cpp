// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ends of lifetimes ⇒ calls of destructors, and of what containers and smart pointers own.
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/DeclTemplate.h>

namespace coax {

using namespace clang;

static constexpr unsigned maximumDepth = 4; // of containers in containers

static bool isCopyable(const CXXRecordDecl &record) {
  return llvm::any_of(record.ctors(), [](const CXXConstructorDecl *constructor) {
    unsigned qualifiers = 0;
    return constructor->isCopyConstructor(qualifiers) && (qualifiers & Qualifiers::Const) &&
           !constructor->isDeleted() && constructor->getAccess() == AS_public;
  });
}

/// A class of a library that owns what its only template argument says: std::shared_ptr.
static bool ownsByDeleter(const Unit &unit, const CXXRecordDecl &record) {
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record);
  IdentifierInfo &element = unit.ast.Idents.get("element_type");
  return specialization && !unit.isUser(record) && specialization->getTemplateArgs().size() == 1 &&
         !record.lookup(DeclarationName(&element)).empty();
}

/// `std::shared_ptr<FILE> file(std::fopen("x", "r"), &std::fclose);`: what is given to delete with.
static const Expr *deleterOf(const VarDecl &variable) {
  const Expr *value = variable.getInit() ? core(variable.getInit()) : nullptr;
  const auto *construction = dyn_cast_or_null<CXXConstructExpr>(value);
  if (!construction || construction->getNumArgs() < 2)
    return nullptr;
  const Expr *deleter = core(construction->getArg(1));
  return isCallable(deleter->getType()) ? deleter : nullptr;
}

/// What a variable is made from: the arguments of its constructor, or of the function that makes
/// it.
static llvm::ArrayRef<const Expr *> madeFrom(const VarDecl &variable) {
  const Expr *e = variable.getInit() ? core(variable.getInit()) : nullptr;
  while (const auto *construction = dyn_cast_or_null<CXXConstructExpr>(e)) {
    const bool passesOn = construction->isElidable() && construction->getNumArgs() == 1;
    if (!passesOn)
      return {construction->getArgs(), construction->getNumArgs()};
    e = core(construction->getArg(0));
  }
  if (const auto *call = dyn_cast_or_null<CallExpr>(e))
    return {call->getArgs(), call->getNumArgs()};
  return {};
}

/// The class is made for objects of that type: Finally<F>, whatever function makes it.
static bool isMadeFor(QualType variable, QualType given) {
  const auto *record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(variable->getAsCXXRecordDecl());
  return record &&
         llvm::any_of(record->getTemplateArgs().asArray(), [&](const TemplateArgument &a) {
           return a.getKind() == TemplateArgument::Type &&
                  ASTContext::hasSameType(a.getAsType(), given);
         });
}

/// Nothing if one of the callables is not known, or the variable is used for more than its end:
/// moved, swapped, filled.
void BodyWalker::addMadeWith(CallSite &site, const VarDecl &variable) {
  if (variable.isReferenced() || !variable.getInit()) // none where the class does not compile
    return;
  const bool constructed = isa<CXXConstructExpr>(core(variable.getInit()));
  std::vector<Argument> given;
  for (const Expr *expression : madeFrom(variable)) {
    const Expr *spelled = core(expression);
    QualType type = spelled->getType().getNonReferenceType();
    if (!isCallable(type))
      continue;
    if (isa<AbstractConditionalOperator>(spelled) ||
        (!constructed && !isMadeFor(variable.getType(), type.getUnqualifiedType())))
      return;
    given.push_back(argument(*expression, true));
    if (given.back().callable.empty())
      return;
  }
  site.arguments = std::move(given);
}

/// A future that a library made, but not std::async: its end waits for nothing.
static bool isOfNoThread(const Unit &unit, const CXXRecordDecl &record, const VarDecl *variable) {
  if (!variable || !variable->getInit() || !record.isInStdNamespace() || !record.getIdentifier() ||
      (record.getName() != "future" && record.getName() != "shared_future"))
    return false;
  const auto *call = dyn_cast<CallExpr>(core(variable->getInit()));
  const FunctionDecl *maker = call ? call->getDirectCallee() : nullptr;
  return maker && maker->getIdentifier() && maker->getName() != "async" &&
         maker->getName() != "move" && maker->getName() != "share" &&
         !unit.isUser(patternOf(*maker));
}

void BodyWalker::end(QualType type, const Ending &ending, unsigned depth) {
  type = unit_.ast.getBaseElementType(type.getNonReferenceType());
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || record->isDependentType() || record->hasTrivialDestructor() ||
      depth > maximumDepth)
    return;
  if (isSmartPointer(unit_, *record) && isCopyable(*record))
    return; // one owner of many: like std::shared_ptr, it says nothing of the end of what is owned
  if (isContainer(unit_, *record) || isSmartPointer(unit_, *record))
    return endOwned(*record, ending, depth + 1);
  if (ending.variable && ownsByDeleter(unit_, *record))
    if (const Expr *deleter = deleterOf(*ending.variable)) {
      addUse(*deleter, unit_.names.qualified(*ending.variable));
      return endByPointer(deleter->getType(), ending);
    }
  const CXXDestructorDecl *destructor = record->getDestructor();
  if (!destructor) // implicit and not declared, since nothing named it
    return endMembers(*record, ending, depth + 1);
  bool library = !unit_.isUser(*record);
  bool isVirtual = ending.dynamic && destructor->isVirtual();
  if (isOfNoThread(unit_, *record, ending.variable) || cannotWait(unit_, *destructor) ||
      (!isVirtual && isQuiet(*destructor)) || (library && isCallable(type)))
    return;
  CallSite site;
  site.kind = isVirtual ? CallKind::Virtual : CallKind::Implicit;
  nameCallee(site, *destructor, record);
  if (ending.variable && !library)
    addMadeWith(site, *ending.variable);
  addEnding(std::move(site), ending);
}

/// Adds the call that ends the object, at the place where its lifetime ends.
void BodyWalker::addEnding(CallSite site, const Ending &ending) {
  site.object = ending.object;
  site.range =
      unit_.places.range(context_.instead.isValid() ? context_.instead : SourceRange(ending.place));
  site.nameLocation = site.range.begin;
  site.locks = locks_.held();
  site.tests = context_.tests;
  site.inLoop = context_.loop;
  site.inCatch = context_.handler;
  site.inInitializer = context_.initializer;
  site.inStaticInitializer = context_.staticInitializer;
  site.unreached = context_.unreached;
  site.inMacroBody = unit_.places.inMacroBody(ending.place);
  if (!site.range.begin.file.empty())
    add(std::move(site));
}

/// A deleter that is a function pointer: `std::unique_ptr<FILE, int (*)(FILE *)> file(…, &fclose);`
void BodyWalker::endByPointer(QualType deleter, const Ending &ending) {
  CallSite site;
  site.kind = CallKind::Indirect;
  site.functionType = unit_.names.functionType(deleter);
  site.callableMember = unit_.names.qualified(*ending.variable);
  addEnding(std::move(site), ending);
}

void BodyWalker::endMembers(const CXXRecordDecl &record, const Ending &ending, unsigned depth) {
  std::vector<const FieldDecl *> fields(record.field_begin(), record.field_end());
  for (const FieldDecl *field : llvm::reverse(fields))
    if (!field->getType()->isReferenceType() && !record.isUnion())
      end(field->getType(), {ending.place, field->getNameAsString(), false}, depth);
  for (const CXXBaseSpecifier &base : record.bases())
    end(base.getType(), {ending.place, {}, false}, depth);
}

void BodyWalker::endOwned(const CXXRecordDecl &record, const Ending &ending, unsigned depth) {
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record);
  if (!specialization)
    return;
  llvm::ArrayRef<TemplateArgument> arguments = specialization->getTemplateArgs().asArray();
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    if (arguments[index].getKind() != TemplateArgument::Type)
      continue;
    const QualType type = arguments[index].getAsType();
    if (ending.variable && type->isFunctionPointerType() && isSmartPointer(unit_, record))
      endByPointer(type, ending);
    end(type, {ending.place, ending.object, true}, depth);
    const CXXRecordDecl *deleter = index > 0 ? type->getAsCXXRecordDecl() : nullptr;
    if (!deleter || !deleter->hasDefinition() || !unit_.isUser(*deleter) ||
        !isSmartPointer(unit_, record))
      continue;
    if (const auto *call = dyn_cast_or_null<CXXMethodDecl>(callOperator(*deleter))) {
      // As of `struct Close { void operator()(FILE *) const; };`.
      CallSite site;
      site.kind = CallKind::Implicit;
      nameCallee(site, *call, deleter);
      addEnding(std::move(site), ending);
    }
  }
}

void BodyWalker::VisitMaterializeTemporaryExpr(const MaterializeTemporaryExpr *expression) {
  walk(expression->getSubExpr());
  if (expression->getStorageDuration() == SD_FullExpression)
    end(expression->getType(), {expression->getEndLoc(), {}, false});
}

} // namespace coax
