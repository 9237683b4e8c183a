// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Owners.h"

#include "analyzers/tu/Callables.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/StringSet.h>

namespace coax {

using namespace clang;

namespace {

/// Looks for what takes out of a local variable what its end would wait for or destroy.
class EmptyingFinder : public DynamicRecursiveASTVisitor {
public:
  EmptyingFinder(const VarDecl &variable, bool owns) : variable_(variable), owns_(owns) {}

  Emptying result;

  bool TraverseStmt(Stmt *statement) override {
    const bool branches =
        isa_and_nonnull<IfStmt, SwitchStmt, ForStmt, WhileStmt, CXXForRangeStmt, CXXCatchStmt,
                        AbstractConditionalOperator, LambdaExpr>(statement);
    return (owns_ && branches) || DynamicRecursiveASTVisitor::TraverseStmt(statement);
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *call) override {
    static const llvm::StringSet<> names = {"get", "detach", "join", "release"};
    const CXXMethodDecl *method = call->getMethodDecl();
    const bool empties = method && method->getIdentifier() && names.contains(method->getName()) &&
                         !(owns_ && method->getName() == "get");
    result.found |= empties && isVariable(*call->getImplicitObjectArgument());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *call) override {
    result.refilled |= call->getOperator() == OO_Equal && isVariable(*call->getArg(0));
    return true;
  }
  bool VisitCallExpr(CallExpr *call) override {
    result.found |=
        call->isCallToStdMove() && call->getNumArgs() == 1 && isVariable(*call->getArg(0));
    return true;
  }
  bool VisitCoreturnStmt(CoreturnStmt *statement) override { // moves, as `return` does
    const Expr *value = statement->getOperand() ? core(statement->getOperand()) : nullptr;
    const auto *construction = dyn_cast_or_null<CXXConstructExpr>(value);
    if (construction && construction->getNumArgs() == 1)
      value = construction->getArg(0);
    result.found |= value && isVariable(*value);
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *statement) override {
    const Expr *value = statement->getRetValue() ? core(statement->getRetValue()) : nullptr;
    const auto *construction = dyn_cast_or_null<CXXConstructExpr>(value); // of another type
    if (construction && construction->getNumArgs() == 1)
      result.found |= isVariable(*construction->getArg(0));
    return true;
  }

private:
  const VarDecl &variable_;
  const bool owns_;

  bool isVariable(const Expr &expression) const {
    const auto *reference = dyn_cast<DeclRefExpr>(core(&expression));
    return reference && reference->getDecl() == &variable_;
  }
};

} // namespace

Emptying emptyingOf(const VarDecl &variable, const Stmt &body, bool owns) {
  EmptyingFinder finder(variable, owns);
  finder.TraverseStmt(const_cast<Stmt *>(&body));
  return finder.result;
}

namespace {

/// Counts where a variable is named, and where that is only to look through it.
class Looks : public DynamicRecursiveASTVisitor {
public:
  explicit Looks(const VarDecl &variable) : variable_(variable) {}

  unsigned named = 0, looked = 0;

  bool VisitDeclRefExpr(DeclRefExpr *reference) override {
    named += reference->getDecl() == &variable_;
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *call) override {
    if (call->getOperator() == OO_Arrow || call->getOperator() == OO_Star)
      note(call->getArg(0));
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *call) override {
    const CXXMethodDecl *method = call->getMethodDecl();
    if (isa_and_nonnull<CXXConversionDecl>(method)) // to bool
      note(call->getImplicitObjectArgument());
    return true;
  }

private:
  const VarDecl &variable_;

  void note(const Expr *object) {
    const auto *reference = dyn_cast<DeclRefExpr>(core(object));
    looked += reference && reference->getDecl() == &variable_;
  }
};

} // namespace

/// `std::make_shared<T>()`, `std::shared_ptr<T>(new T)`
static bool makesItsObject(const Unit &unit, const Expr &initializer) {
  const Expr *value = core(&initializer);
  while (const auto *construction = dyn_cast<CXXConstructExpr>(value)) {
    if (construction->getNumArgs() != 1) // two: what it is deleted by
      return false;
    value = core(construction->getArg(0));
  }
  if (isa<CXXNewExpr>(value))
    return true;
  const auto *call = dyn_cast<CallExpr>(value);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->getIdentifier() && !unit.isUser(patternOf(*callee)) &&
         callee->getName().starts_with("make_");
}

/// std::enable_shared_from_this is among its bases: it can make owners by itself.
static bool sharesItself(const CXXRecordDecl &record) {
  static const llvm::StringSet<> names = {"enable_shared_from_this"};
  return llvm::any_of(record.bases(), [](const CXXBaseSpecifier &base) {
    const CXXRecordDecl *type = base.getType()->getAsCXXRecordDecl();
    type = type ? type->getDefinition() : nullptr;
    return type && (isStandardNamed(*type, names) || sharesItself(*type));
  });
}

bool isOnlyOwner(const Unit &unit, const VarDecl &variable, const Stmt &body) {
  if (!variable.getInit() || !makesItsObject(unit, *variable.getInit()))
    return false;
  const auto *owner =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(variable.getType()->getAsCXXRecordDecl());
  const CXXRecordDecl *owned =
      owner && owner->getTemplateArgs().size() > 0 &&
              owner->getTemplateArgs()[0].getKind() == TemplateArgument::Type
          ? owner->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl()
          : nullptr;
  owned = owned ? owned->getDefinition() : nullptr;
  if (!owned || sharesItself(*owned))
    return false;
  Looks looks(variable);
  looks.TraverseStmt(const_cast<Stmt *>(&body));
  return looks.named == looks.looked;
}

} // namespace coax
