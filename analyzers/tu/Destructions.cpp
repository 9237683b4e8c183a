// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ends of lifetimes ⇒ calls of destructors, and of what containers and smart pointers own.
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/DeclTemplate.h>

namespace coax {

using namespace clang;

static constexpr unsigned maximumDepth = 4; // of containers in containers

void BodyWalker::end(QualType type, const Ending &ending, unsigned depth) {
  type = unit_.ast.getBaseElementType(type.getNonReferenceType());
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || record->isDependentType() || record->hasTrivialDestructor() ||
      depth > maximumDepth)
    return;
  if (isContainer(unit_, *record) || isSmartPointer(unit_, *record))
    return endOwned(*record, ending, depth + 1);
  const CXXDestructorDecl *destructor = record->getDestructor();
  if (!destructor) // implicit and not declared, since nothing named it
    return endMembers(*record, ending, depth + 1);
  bool library = !unit_.isUser(*record);
  bool isVirtual = ending.dynamic && destructor->isVirtual();
  if (cannotWait(unit_, *destructor) || (!isVirtual && isQuiet(*destructor)) ||
      (library && isCallable(type)))
    return;
  CallSite site;
  site.kind = isVirtual ? CallKind::Virtual : CallKind::Implicit;
  nameCallee(site, *destructor, record);
  addEnding(std::move(site), ending);
}

/// Adds the call that ends the object, at the place where its lifetime ends.
void BodyWalker::addEnding(CallSite site, const Ending &ending) {
  site.object = ending.object;
  site.range =
      unit_.places.range(context_.instead.isValid() ? context_.instead : SourceRange(ending.place));
  site.nameLocation = site.range.begin;
  site.locks = locks_.held();
  site.inLoop = context_.loop;
  site.inCatch = context_.handler;
  site.inInitializer = context_.initializer;
  site.inStaticInitializer = context_.staticInitializer;
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
  for (const TemplateArgument &argument : specialization->getTemplateArgs().asArray())
    if (argument.getKind() == TemplateArgument::Type) {
      if (ending.variable && argument.getAsType()->isFunctionPointerType() &&
          isSmartPointer(unit_, record))
        endByPointer(argument.getAsType(), ending);
      end(argument.getAsType(), {ending.place, ending.object, true}, depth);
    }
}

void BodyWalker::VisitMaterializeTemporaryExpr(const MaterializeTemporaryExpr *expression) {
  walk(expression->getSubExpr());
  if (expression->getStorageDuration() == SD_FullExpression)
    end(expression->getType(), {expression->getEndLoc(), {}, false});
}

} // namespace coax
