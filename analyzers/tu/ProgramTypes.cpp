// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/ProgramTypes.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

namespace coax {

using namespace clang;

bool ProgramTypes::mentions(llvm::ArrayRef<TemplateArgument> arguments) {
  return llvm::any_of(arguments, [this](const TemplateArgument &argument) {
    switch (argument.getKind()) {
    case TemplateArgument::Type:
      return mentions(argument.getAsType());
    case TemplateArgument::Pack:
      return mentions(argument.pack_elements());
    case TemplateArgument::Null:
    case TemplateArgument::Integral:
    case TemplateArgument::NullPtr:
      return false;
    default: // a template, a function, an expression: it may be the program's
      return true;
    }
  });
}

bool ProgramTypes::mentions(QualType type) {
  const Type *canonical = type.getCanonicalType().getTypePtr();
  auto [entry, added] = known_.try_emplace(canonical, true); // recursive types: no answer yet
  if (!added)
    return entry->second;
  bool result = inspect(*canonical);
  return known_[canonical] = result;
}

bool ProgramTypes::inspect(const Type &type) {
  if (type.isBuiltinType())
    return false;
  if (const auto *pointer = dyn_cast<PointerType>(&type))
    return mentions(pointer->getPointeeType());
  if (const auto *reference = dyn_cast<ReferenceType>(&type))
    return mentions(reference->getPointeeType());
  if (const auto *array = dyn_cast<ArrayType>(&type))
    return mentions(array->getElementType());
  if (const auto *member = dyn_cast<MemberPointerType>(&type))
    return mentions(member->getPointeeType()) ||
           holdsPatterns(*member->getMostRecentCXXRecordDecl());
  if (const auto *function = dyn_cast<FunctionProtoType>(&type))
    return mentions(function->getReturnType()) ||
           llvm::any_of(function->param_types(),
                        [this](QualType parameter) { return mentions(parameter); });
  if (const auto *record = type.getAsCXXRecordDecl())
    return inspect(*record);
  return !type.isEnumeralType(); // what is left
}

bool ProgramTypes::inspect(const CXXRecordDecl &record) {
  if (isProgram(record))
    return holdsPatterns(record);
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record);
  if (specialization && mentions(specialization->getTemplateArgs().asArray()))
    return true;
  const auto *outer = dyn_cast<CXXRecordDecl>(record.getDeclContext());
  return outer && mentions(outer->getASTContext().getCanonicalTagType(outer));
}

bool ProgramTypes::isProgram(const CXXRecordDecl &record) const {
  return !sources_.isInSystemHeader(sources_.getExpansionLoc(record.getLocation()));
}

/// Whether a function of the class may be instantiated only when it is called.
bool ProgramTypes::holdsPatterns(const CXXRecordDecl &record) {
  if (record.isLambda())
    return record.isGenericLambda();
  // One that is only named so far does not know its pattern yet.
  if (record.isTemplated() || isa<ClassTemplateSpecializationDecl>(record) ||
      record.getTemplateInstantiationPattern())
    return true;
  if (llvm::any_of(record.decls(), llvm::IsaPred<FunctionTemplateDecl>))
    return true;
  return record.hasDefinition() &&
         llvm::any_of(record.bases(), [this](const CXXBaseSpecifier &base) {
           const CXXRecordDecl *type = base.getType()->getAsCXXRecordDecl();
           return !type || (isProgram(*type) && holdsPatterns(*type));
         });
}

bool ProgramTypes::reachedBy(const FunctionDecl &function) {
  if (const TemplateArgumentList *arguments = function.getTemplateSpecializationArgs();
      arguments && mentions(arguments->asArray()))
    return true;
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method && mentions(method->getASTContext().getCanonicalTagType(method->getParent()));
}

} // namespace coax
