// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Tasks.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>

namespace coax {

using namespace clang;

/// Of a specialisation that nothing here has made a whole of, what its template says.
static const CXXRecordDecl *definitionOf(const CXXRecordDecl &record) {
  if (const CXXRecordDecl *definition = record.getDefinition())
    return definition;
  if (const CXXRecordDecl *pattern = record.getTemplateInstantiationPattern())
    return pattern->getDefinition();
  const auto *named = dyn_cast<ClassTemplateSpecializationDecl>(&record); // nothing needed it yet
  return named ? named->getSpecializedTemplate()->getTemplatedDecl()->getDefinition() : nullptr;
}

/// The promise_type of the task or of the nearest base that has one.
static const CXXRecordDecl *promiseOf(const CXXRecordDecl &task, const ASTContext &context) {
  for (const NamedDecl *member : task.lookup(&context.Idents.get("promise_type"))) {
    const auto *type = dyn_cast<TypeDecl>(member);
    const CXXRecordDecl *promise =
        type ? context.getTypeDeclType(type)->getAsCXXRecordDecl() : nullptr;
    if (promise)
      return definitionOf(*promise);
  }
  for (const CXXBaseSpecifier &base : task.bases()) {
    const CXXRecordDecl *record = base.getType()->getAsCXXRecordDecl();
    if (record && record->hasDefinition())
      if (const CXXRecordDecl *promise = promiseOf(*record->getDefinition(), context))
        return promise;
  }
  return nullptr;
}

/// The method of the promise or of the nearest base that has one.
static const CXXMethodDecl *methodOf(const CXXRecordDecl &promise, llvm::StringRef name,
                                     const ASTContext &context) {
  for (const NamedDecl *member : promise.lookup(&context.Idents.get(name)))
    if (const auto *method = dyn_cast<CXXMethodDecl>(member))
      return method;
  for (const CXXBaseSpecifier &base : promise.bases()) {
    const CXXRecordDecl *record = base.getType()->getAsCXXRecordDecl();
    if (record && record->hasDefinition())
      if (const CXXMethodDecl *method = methodOf(*record->getDefinition(), name, context))
        return method;
  }
  return nullptr;
}

/// Its promise makes objects of another class that has one, as that of an iterator of a generator.
static bool isMadeElsewhere(const CXXRecordDecl &task, const CXXRecordDecl &promise,
                            const ASTContext &context) {
  const CXXMethodDecl *make = methodOf(promise, "get_return_object", context);
  const CXXRecordDecl *made = make ? make->getReturnType()->getAsCXXRecordDecl() : nullptr;
  made = made ? definitionOf(*made) : nullptr;
  return made && made->getDeclName() != task.getDeclName() && promiseOf(*made, context) &&
         !task.isDerivedFrom(made);
}

TaskStart startOf(const CXXRecordDecl &task, const ASTContext &context) {
  const CXXRecordDecl *promise = promiseOf(task, context);
  if (promise && isMadeElsewhere(task, *promise, context))
    return TaskStart::Unknown;
  const CXXMethodDecl *suspend = promise ? methodOf(*promise, "initial_suspend", context) : nullptr;
  const CXXRecordDecl *awaiter = suspend ? suspend->getReturnType()->getAsCXXRecordDecl() : nullptr;
  if (!awaiter || !awaiter->getIdentifier())
    return TaskStart::Unknown;
  if (awaiter->getName() == "suspend_always")
    return TaskStart::Lazy;
  return awaiter->getName() == "suspend_never" ? TaskStart::Eager : TaskStart::Unknown;
}

/// `coroutine_traits<task<T>, executor_tag, A...>`: more than what is returned is matched.
static bool matchesParameters(const ClassTemplateSpecializationDecl &traits) {
  const auto *partial = dyn_cast_or_null<ClassTemplatePartialSpecializationDecl>(
      traits.getTemplateInstantiationPattern());
  llvm::ArrayRef<TemplateArgument> arguments =
      (partial ? *partial : traits).getTemplateArgs().asArray();
  if (!partial && !traits.isExplicitSpecialization())
    return false; // the one of the standard library
  if (arguments.size() > 1 && arguments[1].getKind() == TemplateArgument::Pack)
    arguments = arguments[1].getPackAsArray();
  else
    arguments = arguments.drop_front();
  return !arguments.empty() && !arguments.front().isPackExpansion();
}

static const ClassTemplateDecl *coroutineTraits(const ASTContext &context) {
  for (const Decl *space : context.getTranslationUnitDecl()->lookup(&context.Idents.get("std")))
    if (const auto *standard = dyn_cast<NamespaceDecl>(space))
      for (const Decl *found : standard->lookup(&context.Idents.get("coroutine_traits")))
        if (const auto *traits = dyn_cast<ClassTemplateDecl>(found))
          return traits;
  return nullptr;
}

bool isPromiseByParameters(const CoroutineBodyStmt &body, const FunctionDecl &coroutine) {
  const ASTContext &context = coroutine.getASTContext();
  const VarDecl *variable = body.getPromiseDecl();
  const CXXRecordDecl *promise = variable ? variable->getType()->getAsCXXRecordDecl() : nullptr;
  const ClassTemplateDecl *traits = promise ? coroutineTraits(context) : nullptr;
  if (!traits || coroutine.isDependentContext())
    return false;
  return llvm::any_of(traits->specializations(), [&](const ClassTemplateSpecializationDecl *one) {
    const CXXRecordDecl *chosen = one->hasDefinition() ? promiseOf(*one, context) : nullptr;
    return chosen && chosen->getCanonicalDecl() == promise->getCanonicalDecl() &&
           matchesParameters(*one);
  });
}

void describeResult(Unit &unit, const CallExpr &call, CallSite &site) {
  const QualType type = call.getType();
  const CXXRecordDecl *record =
      type.isNull() || call.isGLValue() ? nullptr : type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || record->isDependentContext() || record->isInStdNamespace())
    return;
  site.resultType = unit.names.type(type);
  site.taskStart = startOf(*record, unit.ast);
}

static bool isReferenceWrapper(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  return callee && callee->isInStdNamespace() && callee->getIdentifier() &&
         (callee->getName() == "ref" || callee->getName() == "cref") && call.getNumArgs() == 1;
}

static bool isMove(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  return callee && callee->isInStdNamespace() && callee->getIdentifier() &&
         (callee->getName() == "move" || callee->getName() == "forward") && call.getNumArgs() == 1;
}

/// A class that refers to what it is made from: string_view, span, and their like.
static bool isView(QualType type) {
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->getIdentifier())
    return false;
  llvm::StringRef name = record->getName();
  return name.ends_with("string_view") || name == "span" || name == "string_span" ||
         name == "StringRef" || name == "ArrayRef" || name == "StringPiece" ||
         name == "reference_wrapper";
}

Lifetime lifetimeOf(const Expr &argument) {
  const Expr *e = &argument;
  while (true) {
    e = e->IgnoreParens();
    if (const auto *full = dyn_cast<FullExpr>(e))
      e = full->getSubExpr();
    else if (const auto *standard = dyn_cast<CXXDefaultArgExpr>(e))
      e = standard->getExpr();
    else if (const auto *cast = dyn_cast<ImplicitCastExpr>(e))
      e = cast->getSubExpr();
    else if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(e))
      e = bound->getSubExpr();
    else
      break;
  }
  if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e)) {
    // A view that is a temporary refers on to what it was made from.
    const Expr &inner = *temporary->getSubExpr();
    return isView(inner.getType()) ? lifetimeOf(inner) : Lifetime::Temporary;
  }
  if (const auto *reference = dyn_cast<DeclRefExpr>(e)) {
    const auto *variable = dyn_cast<VarDecl>(reference->getDecl());
    bool local = variable && variable->hasLocalStorage() &&
                 !variable->getType()->isReferenceType() &&
                 !reference->refersToEnclosingVariableOrCapture();
    bool address =
        variable && (variable->getType()->isPointerType() || isView(variable->getType()));
    return local && !address ? Lifetime::Local : Lifetime::Unknown;
  }
  if (const auto *member = dyn_cast<MemberExpr>(e))
    return member->isArrow() ? Lifetime::Unknown : lifetimeOf(*member->getBase());
  if (const auto *unary = dyn_cast<UnaryOperator>(e))
    return unary->getOpcode() == UO_AddrOf ? lifetimeOf(*unary->getSubExpr()) : Lifetime::Unknown;
  if (const auto *conversion = dyn_cast<CXXMemberCallExpr>(e)) {
    bool refers = isa_and_nonnull<CXXConversionDecl>(conversion->getMethodDecl()) &&
                  isView(conversion->getType());
    return refers ? lifetimeOf(*conversion->getImplicitObjectArgument()) : Lifetime::Unknown;
  }
  if (const auto *call = dyn_cast<CallExpr>(e))
    return isReferenceWrapper(*call) || isMove(*call) ? lifetimeOf(*call->getArg(0))
                                                      : Lifetime::Unknown;
  if (const auto *made = dyn_cast<CXXConstructExpr>(e))
    return isView(made->getType()) && made->getNumArgs() >= 1 ? lifetimeOf(*made->getArg(0))
                                                              : Lifetime::Unknown;
  return Lifetime::Unknown;
}

} // namespace coax
