// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Shapes.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <set>

namespace coax {
namespace {

bool copies(const clang::CXXRecordDecl &record) {
  for (const clang::CXXConstructorDecl *made : record.ctors())
    if (made->isCopyConstructor())
      return !made->isDeleted();
  return !record.defaultedCopyConstructorIsDeleted();
}

/// Clang declares the move constructor that nobody wrote when somebody asks: it is there if all
/// parts can be moved or copied.
bool moves(const clang::CXXRecordDecl &record) {
  for (const clang::CXXConstructorDecl *made : record.ctors())
    if (made->isMoveConstructor())
      return !made->isDeleted();
  if (!record.needsImplicitMoveConstructor() || record.defaultedMoveConstructorIsDeleted())
    return false;
  auto goesAlong = [](clang::QualType type) {
    const auto *part = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !part || !part->hasDefinition() || moves(*part->getDefinition()) ||
           copies(*part->getDefinition());
  };
  return std::all_of(
             record.bases_begin(), record.bases_end(),
             [&](const clang::CXXBaseSpecifier &base) { return goesAlong(base.getType()); }) &&
         std::all_of(record.field_begin(), record.field_end(),
                     [&](const clang::FieldDecl *field) { return goesAlong(field->getType()); });
}

/// Templates of the standard library that hold memory and values of their arguments.
bool isContainer(const clang::CXXRecordDecl &record) {
  static constexpr llvm::StringLiteral names[] = {"allocator",
                                                  "array",
                                                  "basic_string",
                                                  "deque",
                                                  "forward_list",
                                                  "list",
                                                  "map",
                                                  "multimap",
                                                  "multiset",
                                                  "optional",
                                                  "pair",
                                                  "priority_queue",
                                                  "queue",
                                                  "set",
                                                  "stack",
                                                  "tuple",
                                                  "unique_ptr",
                                                  "unordered_map",
                                                  "unordered_multimap",
                                                  "unordered_multiset",
                                                  "unordered_set",
                                                  "variant",
                                                  "vector"};
  return record.isInStdNamespace() && llvm::is_contained(names, record.getName());
}

/// Looks for a destructor that does something else than giving memory back.
class Destructors {
public:
  bool act(clang::QualType type) {
    const auto *record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (!record)
      return false;
    if (!record->hasDefinition()) // behind a pointer to what is defined elsewhere
      return !record->isInStdNamespace();
    record = record->getDefinition();
    if (record->hasTrivialDestructor() || !seen_.insert(record).second)
      return false;
    const auto *instance = clang::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (instance && isContainer(*record))
      return anyActs(instance->getTemplateArgs().asArray());
    const clang::CXXDestructorDecl *destructor = record->getDestructor();
    bool own = destructor && destructor->isUserProvided();
    return own || record->isInStdNamespace() || partsAct(*record);
  }

private:
  std::set<const clang::CXXRecordDecl *> seen_;

  bool anyActs(llvm::ArrayRef<clang::TemplateArgument> arguments) {
    return std::any_of(arguments.begin(), arguments.end(), [&](const auto &argument) {
      if (argument.getKind() == clang::TemplateArgument::Pack)
        return anyActs(argument.pack_elements());
      return argument.getKind() == clang::TemplateArgument::Type &&
             (act(argument.getAsType()) || mayDelete(argument.getAsType()));
    });
  }

  /// A class of the program or a function that a smart pointer calls.
  static bool mayDelete(clang::QualType type) {
    const auto *record = type->getAsCXXRecordDecl();
    bool called = record && std::any_of(record->method_begin(), record->method_end(),
                                        [](const clang::CXXMethodDecl *method) {
                                          return method->getOverloadedOperator() == clang::OO_Call;
                                        });
    return type->isFunctionPointerType() || (called && !record->isInStdNamespace());
  }

  bool partsAct(const clang::CXXRecordDecl &record) {
    return std::any_of(record.bases_begin(), record.bases_end(),
                       [&](const clang::CXXBaseSpecifier &base) { return act(base.getType()); }) ||
           std::any_of(record.field_begin(), record.field_end(),
                       [&](const clang::FieldDecl *field) { return act(field->getType()); });
  }
};

} // namespace

bool isBracedTemporary(const clang::Expr &expression) {
  if (clang::isa<clang::CXXStdInitializerListExpr>(expression))
    return true;
  if (const auto *list = clang::dyn_cast<clang::InitListExpr>(&expression))
    return hasDestructor(list->getType());
  if (const auto *cast = clang::dyn_cast<clang::CXXFunctionalCastExpr>(&expression))
    return clang::isa<clang::InitListExpr>(cast->getSubExpr()->IgnoreImplicit()) &&
           hasDestructor(cast->getType());
  return false;
}

bool isUnsafeTemporary(const clang::Expr &expression) {
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&expression))
    return hasDestructor(lambda->getType());
  return isBracedTemporary(expression);
}

bool isForced(const clang::Expr &expression) {
  const auto *thrown = clang::dyn_cast<clang::CXXThrowExpr>(&expression);
  bool object = thrown && thrown->getSubExpr() && hasDestructor(thrown->getSubExpr()->getType());
  return object || clang::isa<clang::CXXNewExpr>(expression) || isUnsafeTemporary(expression);
}

bool canMove(clang::QualType type) {
  const auto *record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return !record || !record->hasDefinition() || moves(*record->getDefinition());
}

bool hasDestructor(clang::QualType type) {
  const auto *record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return record && record->hasDefinition() && !record->hasTrivialDestructor();
}

bool destructionShows(clang::QualType type) { return Destructors().act(type); }

bool neverReturns(const clang::Stmt &statement) {
  const auto *expression = clang::dyn_cast<clang::Expr>(&statement);
  const auto *call =
      expression ? clang::dyn_cast<clang::CallExpr>(expression->IgnoreImplicit()) : nullptr;
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->isNoReturn();
}

} // namespace coax
