// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/DoubtfulNames.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <llvm/ADT/STLExtras.h>

namespace coax {

using namespace clang;

namespace {

/// Sees what stands at each doubtful place. A kind of mention that is not known here leaves the
/// doubt.
class MeaningFinder : public RecursiveASTVisitor<MeaningFinder> {
public:
  MeaningFinder(const llvm::DenseMap<SourceLocation, Entities> &doubts,
                const SourceManager &sources)
      : doubts_(doubts), sources_(sources) {}

  bool allHarmless() const { return !guilty_ && settled_.size() == doubts_.size(); }

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(Decl *declaration) {
    if (declaration && !isa<TranslationUnitDecl, LinkageSpecDecl>(declaration) &&
        sources_.isInSystemHeader(sources_.getExpansionLoc(declaration->getLocation())))
      return true;
    return RecursiveASTVisitor::TraverseDecl(declaration);
  }

  bool VisitNamedDecl(NamedDecl *declaration) {
    if (!isa<BaseUsingDecl, UsingDirectiveDecl>(declaration))
      means(declaration->getLocation(), *declaration);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    means(reference->getLocation(), *reference->getDecl());
    means(reference->getLocation(), *reference->getFoundDecl());
    return true;
  }
  bool VisitCallExpr(CallExpr *call) { // before its operands
    if (const auto *overloads = dyn_cast<OverloadExpr>(call->getCallee()->IgnoreParens())) {
      called_.insert(overloads);
      for (const NamedDecl *candidate : overloads->decls())
        if (mayTake(*candidate, *call))
          means(overloads->getNameLoc(), *candidate);
    }
    return true;
  }
  bool VisitOverloadExpr(OverloadExpr *overloads) {
    if (!called_.contains(overloads))
      for (const NamedDecl *candidate : overloads->decls())
        means(overloads->getNameLoc(), *candidate);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *member) {
    means(member->getMemberLoc(), *member->getMemberDecl());
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *member) {
    if (doubts_.contains(member->getMemberLoc()))
      settled_.insert(member->getMemberLoc());
    return true;
  }
  bool VisitTagTypeLoc(TagTypeLoc type) {
    means(type.getNameLoc(), *type.getDecl());
    return true;
  }
  bool VisitTypedefTypeLoc(TypedefTypeLoc type) {
    means(type.getNameLoc(), *type.getDecl());
    return true;
  }
  bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc type) {
    if (const TemplateDecl *pattern = type.getTypePtr()->getTemplateName().getAsTemplateDecl())
      means(type.getTemplateNameLoc(), *pattern);
    return true;
  }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc qualifier) {
    if (qualifier &&
        qualifier.getNestedNameSpecifier().getKind() == NestedNameSpecifier::Kind::Namespace)
      means(qualifier.getLocalBeginLoc(),
            *qualifier.getNestedNameSpecifier().getAsNamespaceAndPrefix().Namespace);
    return RecursiveASTVisitor::TraverseNestedNameSpecifierLoc(qualifier);
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *initializer) {
    if (initializer->isAnyMemberInitializer())
      means(initializer->getMemberLocation(), *initializer->getAnyMember());
    return RecursiveASTVisitor::TraverseConstructorInitializer(initializer);
  }

private:
  const llvm::DenseMap<SourceLocation, Entities> &doubts_;
  const SourceManager &sources_;
  llvm::DenseSet<SourceLocation> settled_;
  llvm::DenseSet<const OverloadExpr *> called_;
  bool guilty_ = false;

  /// By the number of arguments alone.
  static bool mayTake(const NamedDecl &candidate, const CallExpr &call) {
    const FunctionDecl *function = candidate.getUnderlyingDecl()->getAsFunction();
    if (!function || llvm::any_of(call.arguments(), llvm::IsaPred<PackExpansionExpr>))
      return true;
    bool open = function->isVariadic() ||
                llvm::any_of(function->parameters(), [](const ParmVarDecl *parameter) {
                  return parameter->isParameterPack();
                });
    return call.getNumArgs() >= function->getMinRequiredArguments() &&
           (open || call.getNumArgs() <= function->getNumParams());
  }

  void means(SourceLocation place, const Decl &meaning) {
    auto doubt = doubts_.find(place);
    if (doubt == doubts_.end())
      return;
    settled_.insert(place);
    guilty_ |= llvm::is_contained(doubt->second, meaning.getCanonicalDecl());
  }
};

} // namespace

bool DoubtfulNames::areHarmless(ASTContext &context) const {
  if (doubts_.empty())
    return true;
  MeaningFinder finder(doubts_, context.getSourceManager());
  finder.TraverseDecl(context.getTranslationUnitDecl());
  return finder.allHarmless();
}

} // namespace coax
