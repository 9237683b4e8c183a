// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/EffectsOf.h"

#include "analyzers/tu/Callables.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>
#include <llvm/ADT/StringSet.h>

#include <algorithm>
#include <set>

namespace coax {

using namespace clang;

namespace {

/// The variable or member at the root of `x`, `x.y`, `x[i]`, `*x`, `x->y`; null for other values.
const Expr *rootOf(const Expr *e) {
  while (e) {
    e = core(e);
    if (const auto *member = dyn_cast<MemberExpr>(e)) {
      const Expr *base = core(member->getBase());
      if (isa<CXXThisExpr>(base))
        return e;
      e = base;
    } else if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(e)) {
      e = subscript->getBase();
    } else if (const auto *unary = dyn_cast<UnaryOperator>(e);
               unary && (unary->getOpcode() == UO_Deref || unary->getOpcode() == UO_AddrOf)) {
      e = unary->getSubExpr();
    } else if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(e);
               operation && operation->getNumArgs() > 0) {
      e = operation->getArg(0);
    } else if (const auto *call = dyn_cast<CallExpr>(e);
               call && call->getNumArgs() == 1 && call->isCallToStdMove()) {
      e = call->getArg(0);
    } else if (const auto *copy = dyn_cast<CXXConstructExpr>(e);
               copy && copy->getNumArgs() == 1 &&
               copy->getConstructor()->isCopyOrMoveConstructor()) {
      e = copy->getArg(0);
    } else {
      return e;
    }
  }
  return nullptr;
}

/// A descriptor names something outside that all who hold the number share.
bool namesDescriptor(const ValueDecl &variable) {
  if (!variable.getType()->isIntegerType() || !variable.getIdentifier())
    return false;
  std::string name = variable.getName().rtrim('_').lower();
  for (const char *end : {"fd", "sock", "socket", "descriptor", "handle", "file"})
    if (llvm::StringRef(name).ends_with(end))
      return true;
  return false;
}

/// A class of a library that says what it points to: smart pointers, spans.
bool pointsToOthers(const Unit &unit, const CXXRecordDecl &record) {
  IdentifierInfo &name = unit.ast.Idents.get("element_type");
  return !unit.isUser(record) && !record.lookup(DeclarationName(&name)).empty();
}

/// Through a value of this type its holder can change what others see.
bool givesAccess(const Unit &unit, QualType type) {
  type = type.getNonReferenceType();
  if (const auto *pointer = type->getAs<PointerType>())
    return !pointer->getPointeeType().isConstQualified();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record && record->hasDefinition() && pointsToOthers(unit, *record->getDefinition());
}

bool growsOnly(const CXXMethodDecl &method) {
  if (!method.getIdentifier())
    return false;
  llvm::StringRef name = method.getName();
  return name == "push_back" || name == "emplace_back" || name == "insert" || name == "emplace";
}

/// Calling an object of this type runs what it holds: std::function, closures that refer to others.
bool mayChangeMore(const Unit &unit, QualType type) {
  if (const CXXRecordDecl *closure = isClosure(type) ? recordOf(type) : nullptr)
    return llvm::any_of(closure->captures(), [](const LambdaCapture &capture) {
      return capture.capturesThis() || capture.getCaptureKind() == LCK_ByRef;
    });
  return !heldSignature(unit, type).isNull();
}

/// `handle.join()`: what the object stands for runs already.
bool waitsForEnd(const CXXMethodDecl &method) {
  static const llvm::StringSet<> names = {"get",     "join", "joined",     "result",
                                          "resolve", "wait", "when_ready", "whenReady"};
  return method.param_empty() && method.getIdentifier() && names.contains(method.getName());
}

class EffectsVisitor : public RecursiveASTVisitor<EffectsVisitor> {
  using Base = RecursiveASTVisitor<EffectsVisitor>;

public:
  EffectsVisitor(const Unit &unit, const VarDecl *element) : unit_(unit), element_(element) {
    if (element)
      own_.insert(element);
  }

  bool shouldVisitImplicitCode() const { return true; }

  /// What an await does with its awaiter is the runtime's.
  bool TraverseCoawaitExpr(CoawaitExpr *await) {
    if (const CXXRecordDecl *record = element_ ? joinedBy(*await->getOperand()) : nullptr)
      joined_ = record;
    else
      awaitsMore_ = true;
    ++awaits_;
    bool result = TraverseStmt(await->getOperand());
    --awaits_;
    return result;
  }
  bool VisitVarDecl(VarDecl *variable) {
    own_.insert(variable);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    const auto *variable = dyn_cast<VarDecl>(reference->getDecl());
    awaitsElement_ |= awaits_ > 0 && element_ && isElement(reference);
    if (variable && appended_ != reference)
      reads_.insert(variable);
    if (variable && awaits_ > 0 && namesDescriptor(*variable))
      writes_.insert(variable);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *member) {
    if (isa<FieldDecl>(member->getMemberDecl()) && isa<CXXThisExpr>(core(member->getBase())) &&
        appended_ != member)
      reads_.insert(member->getMemberDecl());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *operation) {
    if (operation->isAssignmentOp())
      write(operation->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *operation) {
    if (operation->isIncrementDecrementOp())
      write(operation->getSubExpr());
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *call) {
    const CXXMethodDecl *method = call->getMethodDecl();
    if (!method || method->isConst() || method->isStatic())
      return true;
    const Expr *object = rootOf(call->getImplicitObjectArgument());
    if (growsOnly(*method) && isContainer(unit_, *method->getParent())) {
      appended_ = object;
      if (const ValueDecl *name = nameOf(object))
        appends_.insert(name);
    } else {
      write(object);
    }
    return true;
  }
  bool VisitCallExpr(CallExpr *call) {
    const FunctionDecl *callee = call->getDirectCallee();
    if (awaits_ == 0 && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call) &&
        call->getType()->isVoidType()) { // what for, if not to change something?
      if (callee)
        called_.insert(callee->getNameAsString() + "()");
      else
        write(call->getCallee());
    }
    unsigned skip = 0;
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(call)) {
      const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
      skip = method ? 1 : 0;
      if (method && !method->isConst() && operation->isAssignmentOp())
        write(operation->getArg(0));
      if (awaits_ == 0 && operation->getOperator() == OO_Call &&
          mayChangeMore(unit_, operation->getArg(0)->getType()))
        write(operation->getArg(0));
    }
    for (unsigned i = skip; i < call->getNumArgs(); ++i)
      passArgument(*call->getArg(i), callee && i - skip < callee->getNumParams()
                                         ? callee->getParamDecl(i - skip)->getType()
                                         : QualType());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *made) {
    const CXXConstructorDecl *constructor = made->getConstructor();
    if (constructor->isCopyOrMoveConstructor())
      return true;
    for (unsigned i = 0; i < made->getNumArgs(); ++i)
      passArgument(*made->getArg(i), i < constructor->getNumParams()
                                         ? constructor->getParamDecl(i)->getType()
                                         : QualType());
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *lambda) {
    for (const LambdaCapture &capture : lambda->captures()) {
      if (capture.capturesThis())
        writesThis_ = true;
      else if (capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef)
        writes_.insert(capture.getCapturedVar());
    }
    return true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return leaves(); }
  bool VisitBreakStmt(BreakStmt *) { return leaves(); }
  bool VisitGotoStmt(GotoStmt *) { return leaves(); }
  bool VisitReturnStmt(ReturnStmt *) { return leaves(); }
  bool VisitCoreturnStmt(CoreturnStmt *) { return leaves(); }

  IterationEffects finish() const {
    IterationEffects found;
    found.effects.reads = names(reads_);
    found.effects.writes = names(writes_);
    if (writesThis_)
      found.effects.writes.push_back("this");
    found.effects.writes.insert(found.effects.writes.end(), called_.begin(), called_.end());
    found.effects.appends = names(appends_);
    for (auto *list : {&found.effects.reads, &found.effects.writes, &found.effects.appends}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    found.awaitsElement = awaitsElement_;
    found.leaves = leaves_;
    found.joined = awaitsMore_ ? nullptr : joined_;
    return found;
  }

private:
  bool isElement(const Expr *root) const {
    const auto *reference = dyn_cast_or_null<DeclRefExpr>(root);
    const auto *binding = reference ? dyn_cast<BindingDecl>(reference->getDecl()) : nullptr;
    return reference && (reference->getDecl() == element_ ||
                         (binding && binding->getDecomposedDecl() == element_));
  }

  /// The class of the element where that, or the end of what it stands for, is what is awaited.
  const CXXRecordDecl *joinedBy(const Expr &operand) const {
    const Expr *e = core(&operand);
    const auto *call = dyn_cast<CXXMemberCallExpr>(e);
    if (call && call->getMethodDecl() && waitsForEnd(*call->getMethodDecl()) &&
        isElement(rootOf(call->getImplicitObjectArgument())))
      return call->getMethodDecl()->getParent();
    return isElement(rootOf(e)) ? recordOf(e->getType()) : nullptr;
  }

  bool leaves() {
    leaves_ = true;
    return true;
  }

  static const ValueDecl *nameOf(const Expr *root) {
    if (const auto *reference = dyn_cast_or_null<DeclRefExpr>(root))
      return dyn_cast<VarDecl>(reference->getDecl());
    const auto *member = dyn_cast_or_null<MemberExpr>(root);
    return member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;
  }

  void write(const Expr *target) {
    const Expr *root = rootOf(target);
    if (isa_and_nonnull<CXXThisExpr>(root))
      writesThis_ = true;
    else if (const ValueDecl *name = nameOf(root))
      writes_.insert(name);
  }

  void passArgument(const Expr &argument, QualType parameter) {
    bool byReference = !parameter.isNull() && parameter->isReferenceType() &&
                       !parameter->getPointeeType().isConstQualified() && argument.isLValue();
    if (byReference || givesAccess(unit_, argument.getType()))
      write(&argument);
  }

  std::vector<std::string> names(const std::set<const ValueDecl *> &variables) const {
    std::vector<std::string> result;
    for (const ValueDecl *variable : variables)
      if (!own_.contains(variable))
        result.push_back((isa<FieldDecl>(variable) ? "this->" : "") + variable->getNameAsString());
    return result;
  }

  const Unit &unit_;
  const VarDecl *element_;
  unsigned awaits_ = 0;
  std::set<const ValueDecl *> own_, reads_, writes_, appends_;
  std::set<std::string> called_; ///< for what they change: "show()"
  const Expr *appended_ = nullptr;
  bool writesThis_ = false, awaitsElement_ = false, leaves_ = false;
  const CXXRecordDecl *joined_ = nullptr;
  bool awaitsMore_ = false; ///< than what is joined
};

} // namespace

Effects effectsOf(const Unit &unit, const Stmt &statement) {
  EffectsVisitor visitor(unit, nullptr);
  visitor.TraverseStmt(const_cast<Stmt *>(&statement));
  return visitor.finish().effects;
}

IterationEffects effectsOfIteration(const Unit &unit, const Stmt &loop, const VarDecl &element) {
  EffectsVisitor visitor(unit, &element);
  const auto *range = dyn_cast<CXXForRangeStmt>(&loop);
  const Stmt *body = range ? range->getBody() : cast<ForStmt>(loop).getBody();
  visitor.TraverseStmt(const_cast<Stmt *>(body));
  return visitor.finish();
}

/// What `++x`, `x += 2`, or `++it` of an iterator's class moves on; null for other steps.
static const Expr *movedOn(const Expr &step) {
  const Expr *e = core(&step);
  if (const auto *unary = dyn_cast<UnaryOperator>(e))
    return unary->isIncrementDecrementOp() ? core(unary->getSubExpr()) : nullptr;
  if (const auto *binary = dyn_cast<CompoundAssignOperator>(e))
    return core(binary->getLHS());
  const auto *operation = dyn_cast<CXXOperatorCallExpr>(e);
  if (!operation)
    return nullptr;
  const OverloadedOperatorKind kind = operation->getOperator();
  bool moves = kind == OO_PlusPlus || kind == OO_MinusMinus || kind == OO_PlusEqual;
  return moves ? core(operation->getArg(0)) : nullptr;
}

const VarDecl *countedBy(const ForStmt &loop) {
  const auto *init = dyn_cast_or_null<DeclStmt>(loop.getInit());
  const auto *counter =
      dyn_cast_or_null<DeclRefExpr>(init && loop.getInc() ? movedOn(*loop.getInc()) : nullptr);
  const auto *variable = counter ? dyn_cast<VarDecl>(counter->getDecl()) : nullptr;
  return variable && llvm::is_contained(init->decls(), variable) ? variable : nullptr;
}

const VarDecl *awaitingDeclaration(const Stmt &statement) {
  const auto *declaration = dyn_cast<DeclStmt>(&statement);
  const auto *variable = declaration && declaration->isSingleDecl()
                             ? dyn_cast<VarDecl>(declaration->getSingleDecl())
                             : nullptr;
  bool awaits = variable && variable->getInit() && !variable->getType()->isDependentType() &&
                isa<CoawaitExpr>(core(variable->getInit()));
  return awaits ? variable : nullptr;
}

} // namespace coax
