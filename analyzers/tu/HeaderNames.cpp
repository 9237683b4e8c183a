// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/HeaderNames.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

#include <algorithm>

namespace coax {

using namespace clang;

void HeaderNames::collect(const ASTContext &context) {
  entities_.clear();
  named_.clear();
  called_.clear();
  collect(*context.getTranslationUnitDecl(), context.getSourceManager());
}

/// A declaration of something that is defined elsewhere.
static bool isForward(const NamedDecl &declaration) {
  const auto *tag = dyn_cast<TagDecl>(&declaration);
  if (const auto *pattern = dyn_cast<ClassTemplateDecl>(&declaration))
    tag = pattern->getTemplatedDecl();
  return tag && !tag->isThisDeclarationADefinition() && tag->getDefinition();
}

static bool isMemberDefinedOutside(const Decl &declaration) {
  return declaration.getDeclContext()->isRecord();
}

/// Of a deduction guide: its class.
static const IdentifierInfo *identifierOf(const NamedDecl &declaration) {
  const TemplateDecl *deduced = declaration.getDeclName().getCXXDeductionGuideTemplate();
  return deduced ? deduced->getIdentifier() : declaration.getIdentifier();
}

/// The tokens that ask for something without its name.
static llvm::SmallVector<tok::TokenKind> callingTokens(const NamedDecl &declaration) {
  DeclarationName name = declaration.getDeclName();
  if (name.getNameKind() == DeclarationName::CXXLiteralOperatorName)
    return {tok::numeric_constant};
  if (const IdentifierInfo *identifier = name.getAsIdentifierInfo())
    return identifier->isStr("begin") || identifier->isStr("end")
               ? llvm::SmallVector<tok::TokenKind>{tok::kw_for}
           : isa<ClassTemplateSpecializationDecl>(declaration) && identifier->isStr("tuple_size")
               ? llvm::SmallVector<tok::TokenKind>{tok::l_square}
               : llvm::SmallVector<tok::TokenKind>{};
  OverloadedOperatorKind kind = name.getCXXOverloadedOperator();
  if (kind == OO_EqualEqual)
    return {tok::equalequal, tok::exclaimequal};
  if (kind == OO_Spaceship)
    return {tok::spaceship, tok::less, tok::greater, tok::lessequal, tok::greaterequal};
  switch (kind) {
#define OVERLOADED_OPERATOR_MULTI(Name, Spelling, Unary, Binary, MemberOnly)
#define OVERLOADED_OPERATOR(Name, Spelling, Token, Unary, Binary, MemberOnly)                      \
  case OO_##Name:                                                                                  \
    return {tok::Token};
#include <clang/Basic/OperatorKinds.def>
  default:
    return {};
  }
}

void HeaderNames::add(const NamedDecl &declaration, const NamedDecl &entity,
                      const SourceManager &sources) {
  if (isForward(declaration))
    return;
  SourceLocation place = sources.getExpansionLoc(declaration.getLocation());
  auto file = sources.getFileEntryRefForID(sources.getFileID(place));
  if (!file)
    return; // the compiler's own
  const Decl *canonical = entity.getCanonicalDecl();
  auto [entry, added] = entities_.try_emplace(canonical);
  entry->second.push_back(&file->getFileEntry());
  if (!added)
    return;
  if (const IdentifierInfo *name = identifierOf(declaration))
    named_[name].push_back(canonical);
  for (tok::TokenKind token : callingTokens(declaration))
    called_[token].push_back(canonical);
}

void HeaderNames::collect(const DeclContext &scope, const SourceManager &sources) {
  for (const Decl *declaration : scope.noload_decls()) {
    if (isa<UsingShadowDecl>(declaration) || isMemberDefinedOutside(*declaration))
      continue; // what it stands for is added where that is
    if (const auto *introduced = dyn_cast<BaseUsingDecl>(declaration)) {
      for (const UsingShadowDecl *shadow : introduced->shadows())
        add(*shadow, *shadow->getTargetDecl(), sources);
    } else if (const auto *named = dyn_cast<NamedDecl>(declaration)) {
      add(*named, *named, sources);
    }
    const auto *inner = dyn_cast<DeclContext>(declaration);
    if (inner && isa<NamespaceDecl, LinkageSpecDecl, EnumDecl>(declaration))
      collect(*inner, sources);
  }
}

bool HeaderNames::isDeclared(const Decl &entity, const Files &files) const {
  auto found = entities_.find(entity.getCanonicalDecl());
  return found == entities_.end() ||
         llvm::any_of(found->second, [&](const FileEntry *file) { return files.contains(file); });
}

/// Another name of a class counts as long as the class is not defined.
bool HeaderNames::isComplete(const Decl &entity, const Files &files) const {
  const auto *name = dyn_cast<TypedefNameDecl>(&entity);
  const CXXRecordDecl *record =
      name ? name->getUnderlyingType().getCanonicalType()->getAsCXXRecordDecl() : nullptr;
  if (!record)
    return true;
  const auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(record);
  bool own = !instance || instance->isExplicitSpecialization();
  return isDeclared(own ? static_cast<const Decl &>(*record)
                        : static_cast<const Decl &>(*instance->getSpecializedTemplate()),
                    files);
}

/// An argument for it must be of one class, or of an instance of one template: which? Null if
/// others will do, since they convert or are deduced.
static const NamedDecl *onlyClassFor(const ParmVarDecl &parameter) {
  QualType type = parameter.getType();
  if (const auto *instance = type.getNonReferenceType()->getAs<TemplateSpecializationType>())
    if (const auto *pattern =
            dyn_cast_or_null<ClassTemplateDecl>(instance->getTemplateName().getAsTemplateDecl());
        pattern && type->isDependentType())
      return pattern;
  if (type->isLValueReferenceType() && !type->getPointeeType().isConstQualified())
    return type->getPointeeType()->getAsCXXRecordDecl();
  return nullptr;
}

/// swap(vector<T> &, vector<T> &) or swap(thread &, thread &) where there is no vector, no thread.
bool HeaderNames::cannotBeCalled(const Decl &entity, const Files &files) const {
  const FunctionDecl *function = entity.getAsFunction();
  return function && llvm::any_of(function->parameters(), [&](const ParmVarDecl *parameter) {
           const NamedDecl *type = onlyClassFor(*parameter);
           return type && !isDeclared(*type, files);
         });
}

/// typedef unsigned long size_t, which has its twin in std.
bool HeaderNames::hasTwin(const Decl &entity, llvm::ArrayRef<const Decl *> others,
                          const Files &files) const {
  const auto *name = dyn_cast<TypedefNameDecl>(&entity);
  return name && llvm::any_of(others, [&](const Decl *other) {
           const auto *twin = dyn_cast<TypedefNameDecl>(other);
           return twin && twin != name && isComplete(*twin, files) &&
                  twin->getUnderlyingType().getCanonicalType() ==
                      name->getUnderlyingType().getCanonicalType() &&
                  isDeclared(*twin, files);
         });
}

Entities HeaderNames::missingFrom(const Files &files, const IdentifierInfo &name) {
  Entities missing;
  auto named = named_.find(&name);
  if (named == named_.end() || settled_.contains(&name))
    return missing;
  bool settled = true;
  for (const Decl *entity : named->second) {
    if (isDeclared(*entity, files) && isComplete(*entity, files))
      continue;
    settled = false;
    if (!cannotBeCalled(*entity, files) && !hasTwin(*entity, named->second, files))
      missing.push_back(entity);
  }
  if (settled)
    settled_.insert(&name);
  return missing;
}

const Entities &HeaderNames::missingFrom(const Files &files, tok::TokenKind token) {
  auto [entry, added] = missing_.try_emplace({token, files.size()});
  if (added)
    if (auto called = called_.find(token); called != called_.end())
      llvm::copy_if(called->second, std::back_inserter(entry->second), [&](const Decl *entity) {
        return !isDeclared(*entity, files) && !cannotBeCalled(*entity, files);
      });
  return entry->second;
}

} // namespace coax
