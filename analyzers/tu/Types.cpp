// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Types.h"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Expr.h>

namespace coax {

using namespace clang;

const CXXRecordDecl *recordOf(QualType type) {
  type = type.getCanonicalType().getNonReferenceType();
  if (type->isPointerType())
    type = type->getPointeeType();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record ? record->getDefinition() : nullptr;
}

static bool hasMember(const CXXRecordDecl &record, llvm::StringRef name) {
  IdentifierInfo &identifier = record.getASTContext().Idents.get(name);
  return !record.lookup(DeclarationName(&identifier)).empty();
}

static bool hasCallOperator(const CXXRecordDecl &record) {
  DeclarationName name = record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  if (!record.lookup(name).empty())
    return true;
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *parent = recordOf(base.getType()); parent && hasCallOperator(*parent))
      return true;
  return false;
}

bool isCallable(QualType type) {
  type = type.getCanonicalType().getNonReferenceType();
  if (type->isFunctionType() || type->isFunctionPointerType() ||
      type->isMemberFunctionPointerType() || type->isBlockPointerType())
    return true;
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  return record && (record->isLambda() || hasCallOperator(*record));
}

bool isClosure(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->isLambda();
}

QualType heldSignature(const Unit &unit, QualType type) {
  const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(type));
  if (!record || unit.isUser(*record) || record->getTemplateArgs().size() == 0)
    return {};
  const TemplateArgument &first = record->getTemplateArgs()[0];
  if (first.getKind() != TemplateArgument::Type || !first.getAsType()->isFunctionType() ||
      !hasCallOperator(*record))
    return {};
  return first.getAsType();
}

const FunctionDecl *callOperator(const CXXRecordDecl &record) {
  if (record.isLambda())
    return record.getLambdaCallOperator();
  DeclarationName name = record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  const FunctionDecl *only = nullptr;
  for (const NamedDecl *found : record.lookup(name)) {
    const auto *method = dyn_cast<CXXMethodDecl>(found);
    if (!method || only)
      return nullptr;
    only = method;
  }
  return only;
}

static void addCallOperators(const CXXRecordDecl &record,
                             std::vector<const FunctionDecl *> &found) {
  DeclarationName name = record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  for (const NamedDecl *member : record.lookup(name)) {
    if (const auto *method = dyn_cast<CXXMethodDecl>(member))
      found.push_back(method);
    else if (const auto *generic = dyn_cast<FunctionTemplateDecl>(member))
      for (const FunctionDecl *made : generic->specializations())
        found.push_back(made);
  }
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *parent = recordOf(base.getType()))
      addCallOperators(*parent, found);
}

std::vector<const FunctionDecl *> callOperators(const CXXRecordDecl &record) {
  std::vector<const FunctionDecl *> found;
  addCallOperators(record, found);
  return found;
}

bool isStandardNamed(const CXXRecordDecl &record, const llvm::StringSet<> &names) {
  return record.isInStdNamespace() && record.getIdentifier() && names.contains(record.getName());
}

bool isContainer(const Unit &unit, const CXXRecordDecl &record) {
  return !unit.isUser(record) &&
         (hasMember(record, "allocator_type") ||
          hasMember(record, "propagate_on_container_move_assignment")); // an allocator itself
}

bool isSmartPointer(const Unit &unit, const CXXRecordDecl &record) {
  return !unit.isUser(record) && hasMember(record, "element_type") &&
         (hasMember(record, "get") || hasMember(record, "release"));
}

bool holdsCallables(const Unit &unit, QualType type) {
  const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(type));
  if (!record || unit.isUser(*record))
    return false;
  for (const TemplateArgument &argument : record->getTemplateArgs().asArray()) {
    if (argument.getKind() != TemplateArgument::Type)
      continue;
    QualType element = argument.getAsType();
    if (element->isFunctionPointerType() || isClosure(element) ||
        !heldSignature(unit, element).isNull() || holdsCallables(unit, element))
      return true;
  }
  return false;
}

static const CXXMethodDecl *sameMember(const CXXRecordDecl &record, const CXXMethodDecl &like) {
  if (isa<CXXDestructorDecl>(like))
    return record.getDestructor();
  for (const CXXConstructorDecl *constructor : record.ctors())
    if (constructor->isDefaultConstructor())
      return constructor;
  return nullptr;
}

static bool isQuietPart(QualType type, const CXXMethodDecl &member) {
  const CXXRecordDecl *part = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  part = part ? part->getDefinition() : nullptr;
  if (!part)
    return true;
  const CXXMethodDecl *same = sameMember(*part, member);
  return same ? isQuiet(*same) : isa<CXXDestructorDecl>(member) && part->hasTrivialDestructor();
}

/// A number or pointer that gets a value without a call.
static bool isPlainlyInitialised(const FieldDecl &field) {
  const Expr *value = field.getInClassInitializer();
  return field.getType()->isScalarType() && (!value || value->isInstantiationDependent() ||
                                             !value->HasSideEffects(field.getASTContext()));
}

bool isQuiet(const CXXMethodDecl &member) {
  if (member.isTrivial())
    return true;
  if (member.getParent()->isInvalidDecl())
    return false; // may hold itself
  const auto *constructor = dyn_cast<CXXConstructorDecl>(&member);
  if (!member.isDefaulted() || (constructor && !constructor->isDefaultConstructor()))
    return false;
  for (const CXXBaseSpecifier &base : member.getParent()->bases())
    if (!isQuietPart(base.getType(), member))
      return false;
  for (const FieldDecl *field : member.getParent()->fields())
    if ((constructor && field->hasInClassInitializer() && !isPlainlyInitialised(*field)) ||
        !isQuietPart(field->getType(), member))
      return false;
  return true;
}

/// The class that an iterator names as its category; null for other classes.
static const CXXRecordDecl *iteratorCategory(const CXXRecordDecl &record) {
  IdentifierInfo &name = record.getASTContext().Idents.get("iterator_category");
  for (const NamedDecl *found : record.lookup(DeclarationName(&name)))
    if (const auto *category = dyn_cast<TypedefNameDecl>(found))
      return category->getUnderlyingType()->getAsCXXRecordDecl();
  return nullptr;
}

static bool isSinglePassTag(const CXXRecordDecl &tag) {
  return tag.getIdentifier() &&
         (tag.getName() == "input_iterator_tag" || tag.getName() == "output_iterator_tag");
}

/// An iterator that may be moved over its range again: it does not fetch what it points to.
static bool isMultipass(const CXXRecordDecl &record) {
  const CXXRecordDecl *tag = iteratorCategory(record);
  return tag && tag->getIdentifier() && !isSinglePassTag(*tag);
}

bool isSinglePass(const Unit &unit, QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || record->isDependentType() || unit.isUser(*record) ||
      hasMember(*record, "container_type"))
    return false;
  const CXXRecordDecl *base = record; // std::iterator, where the category may stand
  const CXXRecordDecl *tag = iteratorCategory(*record);
  while (!tag && base->getNumBases() == 1) {
    base = base->bases_begin()->getType()->getAsCXXRecordDecl();
    base = base ? base->getDefinition() : nullptr;
    if (!base)
      return false;
    tag = iteratorCategory(*base);
  }
  return tag && isSinglePassTag(*tag);
}

bool cannotWait(const Unit &unit, const FunctionDecl &function) {
  if (unit.isUser(patternOf(function)))
    return false;
  if (function.isConstexpr() || function.isTrivial() || function.isNoReturn() ||
      function.hasAttr<ConstAttr>() || function.hasAttr<PureAttr>())
    return true;
  if (unsigned builtin = function.getBuiltinID()) {
    const Builtin::Context &builtins = unit.ast.BuiltinInfo;
    bool forLibrary = builtins.isLibFunction(builtin) || // "__builtin_printf"
                      builtins.isPredefinedLibFunction(builtin);
    bool callsLibrary = forLibrary && !function.getName().contains("va_");
    return builtins.isPure(builtin) || builtins.isConst(builtin) || !callsLibrary;
  }
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method && (isContainer(unit, *method->getParent()) || isMultipass(*method->getParent()));
}

} // namespace coax
