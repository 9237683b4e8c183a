// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ends of lifetimes ⇒ calls of destructors, and of what containers and smart pointers own.
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Owners.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <llvm/ADT/StringSet.h>

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

/// It has the memory of what its template argument says, not the objects.
static bool isAllocator(const CXXRecordDecl &record) {
  static const llvm::StringSet<> names = {"allocator", "polymorphic_allocator"};
  return isStandardNamed(record, names);
}

/// Its objects, of the types of its template arguments, end with it.
static bool holdsByValue(const CXXRecordDecl &record) {
  static const llvm::StringSet<> names = {"array", "optional", "pair", "tuple", "variant"};
  return isStandardNamed(record, names);
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

/// What an object is made from: the arguments of its constructor, or of the function that makes it.
static llvm::ArrayRef<const Expr *> madeFrom(const Expr &initializer) {
  const Expr *e = core(&initializer);
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
static bool isMadeFor(QualType object, QualType given) {
  const auto *record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(object->getAsCXXRecordDecl());
  return record &&
         llvm::any_of(record->getTemplateArgs().asArray(), [&](const TemplateArgument &a) {
           return a.getKind() == TemplateArgument::Type &&
                  ASTContext::hasSameType(a.getAsType(), given);
         });
}

/// Nothing if the variable is used for more than its end: moved, swapped, filled.
void BodyWalker::addMadeWith(CallSite &site, const VarDecl &variable) {
  if (!variable.isReferenced() && variable.getInit()) // none where the class does not compile
    addMadeWith(site, variable.getType(), *variable.getInit());
}

/// Nothing if one of the callables is not known.
void BodyWalker::addMadeWith(CallSite &site, QualType object, const Expr &initializer) {
  const bool constructed = isa<CXXConstructExpr>(core(&initializer));
  std::vector<Argument> given;
  for (const Expr *expression : madeFrom(initializer)) {
    const Expr *spelled = core(expression);
    QualType type = spelled->getType().getNonReferenceType();
    if (!isCallable(type))
      continue;
    if (isa<AbstractConditionalOperator>(spelled) ||
        (!constructed && !isMadeFor(object, type.getUnqualifiedType())))
      return;
    given.push_back(argument(*expression, true));
    if (given.back().callable.empty())
      return;
  }
  site.arguments = std::move(given);
}

/// `std::async(std::launch::deferred, …)`
static bool isDeferred(const CallExpr &call) {
  if (call.getNumArgs() == 0)
    return false;
  const auto *policy = dyn_cast<DeclRefExpr>(core(call.getArg(0)));
  const auto *constant = policy ? dyn_cast<EnumConstantDecl>(policy->getDecl()) : nullptr;
  return constant && constant->getName() == "deferred";
}

namespace {
/// A call of std::async that starts a thread, in the body of a function.
struct AsyncFinder : DynamicRecursiveASTVisitor {
  bool found = false;
  bool VisitCallExpr(CallExpr *call) override {
    const FunctionDecl *callee = call->getDirectCallee();
    found |= callee && callee->getIdentifier() && callee->getName() == "async" &&
             callee->isInStdNamespace() && !isDeferred(*call);
    return !found;
  }
};
} // namespace

/// Its futures wait for nothing at their end: a function of a library other than std::async, or one
/// of the program that can be seen not to call that.
static bool makesQuietFutures(const Unit &unit, const CallExpr &call) {
  const FunctionDecl *maker = call.getDirectCallee();
  if (!maker)
    return false;
  if (unit.isUser(patternOf(*maker))) {
    const FunctionDecl *definition = nullptr;
    AsyncFinder finder;
    if (maker->hasBody(definition) && !definition->hasSkippedBody())
      finder.TraverseStmt(definition->getBody());
    return definition && !definition->hasSkippedBody() && !finder.found;
  }
  return maker->getIdentifier() && (maker->getName() != "async" || isDeferred(call)) &&
         maker->getName() != "move" && maker->getName() != "share";
}

static bool isFuture(const CXXRecordDecl &record) {
  static const llvm::StringSet<> names = {"future", "shared_future"};
  return isStandardNamed(record, names);
}

/// A future that was made without std::async: its end waits for nothing.
bool BodyWalker::isOfNoThread(const CXXRecordDecl &record, const Ending &ending) const {
  const Expr *value = ending.variable ? ending.variable->getInit() : ending.value;
  if (!isFuture(record) || !value)
    return false;
  value = core(value);
  if (const auto *construction = dyn_cast<CXXConstructExpr>(value);
      construction && construction->getNumArgs() == 0) {
    if (!body_ || !ending.variable)
      return true;
    return !emptyingOf(*ending.variable, *body_->getBody(), false).refilled;
  }
  const auto *call = dyn_cast<CallExpr>(value);
  return call && makesQuietFutures(unit_, *call);
}

/// A class of the program whose objects can be told to leave alone what they own: `T *release()`.
static bool canRelease(const CXXRecordDecl &record) {
  return llvm::any_of(record.methods(), [](const CXXMethodDecl *method) {
    return method->getIdentifier() && method->getName() == "release" && method->param_empty() &&
           method->getReturnType()->isPointerType();
  });
}

/// What a variable owned is gone before its scope ends: a future whose value was taken, a thread
/// that was joined, a pointer that was moved on every way.
bool BodyWalker::isEmptied(const CXXRecordDecl &record, const VarDecl &variable) const {
  static const llvm::StringSet<> once = {"future", "jthread"};
  const bool waits = isStandardNamed(record, once);
  const bool owns = isSmartPointer(unit_, record) || canRelease(record);
  if (!body_ || (!waits && !owns))
    return false;
  const Emptying emptying = emptyingOf(variable, *body_->getBody(), owns);
  return emptying.found && !emptying.refilled;
}

/// nullptr, std::nullopt
static bool isNothing(QualType type) {
  static const llvm::StringSet<> names = {"nullopt_t"};
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return type->isNullPtrType() || (record && isStandardNamed(*record, names));
}

/// Library members that destroy what their object owns, and leave the object behind.
void BodyWalker::endEmptied(const CallExpr &call, const CXXMethodDecl &method, const Expr &object) {
  static const llvm::StringSet<> names = {"clear", "erase", "pop", "pop_back", "pop_front"};
  const CXXRecordDecl *record = recordOf(object.getType());
  const auto *specialization = dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  if (!specialization)
    return;
  const bool isNamed = method.getIdentifier() != nullptr;
  const bool clears = isNamed && isContainer(unit_, *record) && names.contains(method.getName());
  const bool givesNothing = call.getNumArgs() == 0 || isa<CXXDefaultArgExpr>(call.getArg(0));
  const bool resets = isNamed && givesNothing && method.getName() == "reset";
  const bool nulls = method.getOverloadedOperator() == OO_Equal && call.getNumArgs() == 2 &&
                     isNothing(core(call.getArg(1))->getType());
  const bool owner = isSmartPointer(unit_, *record) && !isCopyable(*record);
  const bool optional = record->getIdentifier() && record->getName() == "optional";
  if (clears || ((resets || nulls) && (owner || optional)))
    endOwned(*record, {call.getEndLoc(), unit_.places.text(object.getSourceRange()), true}, 1);
}

void BodyWalker::end(QualType type, const Ending &ending, unsigned depth) {
  type = unit_.ast.getBaseElementType(type.getNonReferenceType());
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || record->isDependentType() || record->hasTrivialDestructor() ||
      depth > maximumDepth)
    return;
  if (ending.variable && isEmptied(*record, *ending.variable))
    return;
  const bool shared = isSmartPointer(unit_, *record) && isCopyable(*record);
  if ((shared || ownsByDeleter(unit_, *record)) && ending.variable && body_ &&
      isOnlyOwner(unit_, *ending.variable, *body_->getBody()))
    return endOwned(*record, ending, depth + 1);
  if (shared)
    return; // one owner of many: like std::shared_ptr, it says nothing of the end of what is owned
  if (isAllocator(*record))
    return;
  if (isContainer(unit_, *record) || isSmartPointer(unit_, *record) || holdsByValue(*record))
    return endOwned(*record, ending, depth + 1);
  if (ending.variable && ownsByDeleter(unit_, *record))
    if (const Expr *deleter = deleterOf(*ending.variable)) {
      addUse(*deleter, unit_.names.storage(*ending.variable));
      return endByPointer(deleter->getType(), ending);
    }
  const CXXDestructorDecl *destructor = record->getDestructor();
  if (!destructor) // implicit and not declared, since nothing named it
    return endMembers(*record, ending, depth + 1);
  bool library = !unit_.isUser(*record);
  bool isVirtual = ending.dynamic && destructor->isVirtual();
  if (isOfNoThread(*record, ending) || cannotWait(unit_, *destructor) ||
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
  site.callableMember = unit_.names.storage(*ending.variable);
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
  if (arguments.size() == 1 && arguments.front().getKind() == TemplateArgument::Pack)
    arguments = arguments.front().getPackAsArray(); // std::tuple
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    if (arguments[index].getKind() != TemplateArgument::Type)
      continue;
    const QualType type = arguments[index].getAsType();
    if (ending.variable && type->isFunctionPointerType() && isSmartPointer(unit_, record))
      endByPointer(type, ending);
    end(type, {ending.place, ending.object, !holdsByValue(record)}, depth);
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

/// `workers.push_back(std::make_unique<Worker>())`: what takes an owner by rvalue takes what it
/// owns.
void BodyWalker::noteMovedFrom(const FunctionDecl &taker, llvm::ArrayRef<const Expr *> arguments) {
  const std::size_t count = std::min<std::size_t>(arguments.size(), taker.getNumParams());
  for (std::size_t index = 0; index < count; ++index) {
    const MaterializeTemporaryExpr *temporary = temporaryIn(*arguments[index]);
    const CXXRecordDecl *record = temporary ? recordOf(temporary->getType()) : nullptr;
    if (record && isSmartPointer(unit_, *record) &&
        taker.getParamDecl(static_cast<unsigned>(index))->getType()->isRValueReferenceType())
      movedFrom_.insert(temporary);
  }
}

/// `std::count_if(fs::directory_iterator(root), …)`: parameters end with the call.
void BodyWalker::endParameters(llvm::ArrayRef<const Expr *> arguments) {
  for (const Expr *argument : arguments)
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(argument->IgnoreImplicitAsWritten()))
      if (const CXXRecordDecl *record = recordOf(bound->getType());
          record && !isSmartPointer(unit_, *record))
        end(bound->getType(), {bound->getEndLoc(), {}, false});
}

void BodyWalker::VisitMaterializeTemporaryExpr(const MaterializeTemporaryExpr *expression) {
  const bool moved = movedFrom_.contains(expression);
  walk(expression->getSubExpr());
  if (expression->getStorageDuration() == SD_FullExpression && !moved)
    end(expression->getType(),
        {expression->getEndLoc(), {}, false, nullptr, expression->getSubExpr()});
}

} // namespace coax
