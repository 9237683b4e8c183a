// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/DoubtfulNames.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/SaveAndRestore.h>

namespace coax {

using namespace clang;

namespace {

using Doubts = llvm::DenseMap<SourceLocation, Entities>;
using Suspects = llvm::DenseMap<SourceLocation, const Entities *>;

/// Sees what stands at each doubtful place. A kind of mention that is not known here leaves the
/// doubt.
class MeaningFinder : public RecursiveASTVisitor<MeaningFinder> {
public:
  MeaningFinder(const Doubts &doubts, const Suspects &suspects, const SourceManager &sources)
      : doubts_(doubts), suspects_(suspects), sources_(sources) {}

  bool allHarmless() const { return !guilty_ && settled_.size() == doubts_.size(); }

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(Decl *declaration) {
    if (declaration && !isa<TranslationUnitDecl, LinkageSpecDecl>(declaration) &&
        sources_.isInSystemHeader(sources_.getExpansionLoc(declaration->getLocation())))
      return true;
    llvm::SaveAndRestore scope(instance_, instance_ || isMadeLate(declaration));
    return RecursiveASTVisitor::TraverseDecl(declaration);
  }

  bool VisitNamedDecl(NamedDecl *declaration) {
    if (isa<BaseUsingDecl, UsingDirectiveDecl>(declaration))
      return true;
    means(declaration->getLocation(), *declaration);
    if (declaration->getAsFunction())
      overloads(declaration->getLocation(), *declaration);
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
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *call) {
    if (const Decl *callee = call->getCalleeDecl())
      calls(call->getOperatorLoc(), *callee, call);
    else if (unevaluated_)
      guilty_ |= suspects_.contains(call->getOperatorLoc());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *operation) {
    guilty_ |= unevaluated_ && operation->isTypeDependent() &&
               suspects_.contains(operation->getOperatorLoc());
    return true;
  }
  bool VisitUserDefinedLiteral(UserDefinedLiteral *literal) {
    if (const Decl *callee = literal->getCalleeDecl())
      calls(literal->getBeginLoc(), *callee);
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *creation) {
    if (const FunctionDecl *allocation = creation->getOperatorNew())
      calls(creation->getBeginLoc(), *allocation);
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *loop) {
    for (const DeclStmt *iterator : {loop->getBeginStmt(), loop->getEndStmt()})
      if (const auto *variable = iterator ? dyn_cast<VarDecl>(iterator->getSingleDecl()) : nullptr)
        if (const Expr *value = variable->getInit())
          if (const auto *call = dyn_cast<CallExpr>(value->IgnoreImplicit()))
            if (const Decl *callee = call->getCalleeDecl())
              calls(loop->getForLoc(), *callee, call);
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *wait) {
    guilty_ |= suspects_.contains(wait->getKeywordLoc());
    return true;
  }
  bool VisitDecompositionDecl(DecompositionDecl *bindings) {
    auto suspect = suspects_.find(bindings->getLocation());
    bool asksForSize = llvm::any_of(bindings->bindings(), [](const BindingDecl *binding) {
      return binding->getHoldingVar() != nullptr;
    });
    if (asksForSize && suspect != suspects_.end())
      guilty_ |= llvm::any_of(*suspect->second, [&](const Decl *entity) {
        return isSizeOf(*entity, bindings->getType().getNonReferenceType());
      });
    return true;
  }
  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc type, bool qualifiers) {
    llvm::SaveAndRestore scope(unevaluated_, true);
    return RecursiveASTVisitor::TraverseDecltypeTypeLoc(type, qualifiers) &&
           TraverseStmt(type.getUnderlyingExpr());
  }
  bool TraverseRequiresExpr(RequiresExpr *requirements) {
    llvm::SaveAndRestore scope(unevaluated_, true);
    return RecursiveASTVisitor::TraverseRequiresExpr(requirements);
  }
  bool TraverseConceptDecl(ConceptDecl *declaration) {
    llvm::SaveAndRestore scope(unevaluated_, true);
    return RecursiveASTVisitor::TraverseConceptDecl(declaration);
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
    const TemplateDecl *pattern = type.getTypePtr()->getTemplateName().getAsTemplateDecl();
    if (pattern)
      means(type.getTemplateNameLoc(), *pattern);
    specializes(type.getTemplateNameLoc(), pattern, type.getTypePtr()->getAsCXXRecordDecl());
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
  const Doubts &doubts_;
  const Suspects &suspects_;
  const SourceManager &sources_;
  llvm::DenseSet<SourceLocation> settled_;
  llvm::DenseSet<const OverloadExpr *> called_;
  bool guilty_ = false, unevaluated_ = false;
  bool instance_ = false; ///< inside of what isMadeLate()

  /// `call`: null if arguments have no part in what is found.
  void calls(SourceLocation place, const Decl &callee, const CallExpr *call = nullptr) {
    auto found = suspects_.find(place);
    if (found == suspects_.end() || (instance_ && call && isFoundByArguments(callee, *call)))
      return;
    const auto *function = dyn_cast<FunctionDecl>(&callee);
    const Decl *pattern = function ? function->getPrimaryTemplate() : nullptr;
    guilty_ |= llvm::is_contained(*found->second, callee.getCanonicalDecl()) ||
               (pattern && llvm::is_contained(*found->second, pattern->getCanonicalDecl()));
  }

  /// The body of a template, made when the whole unit was read: arguments find there what was
  /// declared after the template, too.
  static bool isMadeLate(const Decl *declaration) {
    const auto *function = dyn_cast_or_null<FunctionDecl>(declaration);
    return function && function->isTemplateInstantiation() && !function->isConstexpr() &&
           !function->getTemplateInstantiationPattern()->getReturnType()->getContainedAutoType();
  }

  /// Whether `callee` stands in the namespace of the class of an argument.
  static bool isFoundByArguments(const Decl &callee, const CallExpr &call) {
    auto namespaceOf = [](const Decl &declaration) {
      return declaration.getDeclContext()->getEnclosingNamespaceContext()->getPrimaryContext();
    };
    return llvm::any_of(call.arguments(), [&](const Expr *argument) {
      QualType type = argument->IgnoreImplicit()->getType();
      const TagDecl *tag =
          type->isPointerType() ? type->getPointeeType()->getAsTagDecl() : type->getAsTagDecl();
      return tag && namespaceOf(*tag) == namespaceOf(callee);
    });
  }

  /// What headers call may be found among the program's own functions in their scope.
  void overloads(SourceLocation place, const NamedDecl &function) {
    auto doubt = doubts_.find(place);
    if (doubt == doubts_.end())
      return;
    const DeclContext *scope = function.getDeclContext()->getRedeclContext();
    guilty_ |= llvm::any_of(doubt->second, [&](const Decl *entity) {
      return entity->getAsFunction() && scope->isFileContext() &&
             entity->getDeclContext()->getRedeclContext()->Equals(scope);
    });
  }

  /// `instance`: of `pattern`, which is named at `place`; null if it depends on parameters.
  void specializes(SourceLocation place, const TemplateDecl *pattern,
                   const CXXRecordDecl *instance) {
    auto doubt = doubts_.find(place);
    if (doubt == doubts_.end())
      return;
    const auto *made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(instance);
    for (const Decl *entity : doubt->second)
      if (const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(entity);
          specialization && isOf(*specialization, pattern))
        guilty_ |= !made || made->getCanonicalDecl() == entity || isInstanceOf(*made, *entity);
  }

  static bool isOf(const ClassTemplateSpecializationDecl &specialization,
                   const TemplateDecl *pattern) {
    return !pattern || specialization.getSpecializedTemplate()->getCanonicalDecl() ==
                           pattern->getCanonicalDecl();
  }

  /// Whether tuple_size<type> is `entity` or made from it; `entity` is some tuple_size.
  static bool isSizeOf(const Decl &entity, QualType type) {
    const auto &specialization = cast<ClassTemplateSpecializationDecl>(entity);
    for (const ClassTemplateSpecializationDecl *size :
         specialization.getSpecializedTemplate()->specializations()) {
      const TemplateArgument &sized = size->getTemplateArgs()[0];
      if (sized.getKind() == TemplateArgument::Type &&
          sized.getAsType().getCanonicalType() == type.getCanonicalType())
        return size->getCanonicalDecl() == &entity || isInstanceOf(*size, entity);
    }
    return true;
  }

  static bool isInstanceOf(const ClassTemplateSpecializationDecl &instance, const Decl &pattern) {
    const auto *partial =
        dyn_cast_or_null<ClassTemplatePartialSpecializationDecl *>(instance.getInstantiatedFrom());
    return partial && partial->getCanonicalDecl() == &pattern;
  }

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
  if (doubts_.empty() && suspects_.empty())
    return true;
  MeaningFinder finder(doubts_, suspects_, context.getSourceManager());
  finder.TraverseDecl(context.getTranslationUnitDecl());
  return finder.allHarmless();
}

} // namespace coax
