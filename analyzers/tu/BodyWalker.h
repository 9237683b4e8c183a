// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The body of one function ⇒ its calls, uses, awaits and obstacles, with the context of each call.
// Walks in source order, so that scopes, locks and loops are known where a call is met. What is not
// evaluated (sizeof, decltype, noexcept, typeid of types) is not looked at. Lambdas and local
// classes are put aside (Unit::pending): their bodies are functions of their own.
//
// Statements are in BodyWalker.cpp, calls in Calls.cpp, awaits in Awaits.cpp, made objects in
// Made.cpp, conditions in ValueTests.cpp, descriptors in Descriptors.cpp, ends of lifetimes in
// Destructions.cpp.
#pragma once

#include "analyzers/tu/Callables.h"
#include "analyzers/tu/LocalValues.h"
#include "analyzers/tu/Locks.h"
#include "analyzers/tu/Unit.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>
#include <clang/AST/StmtVisitor.h>

#include <llvm/ADT/SmallSet.h>

#include <optional>

namespace coax {

class BodyWalker : public clang::ConstStmtVisitor<BodyWalker> {
public:
  /// Facts are added to `facts`. `body` is null for initialisers of globals.
  BodyWalker(Unit &unit, const clang::FunctionDecl *body, FunctionFacts &facts)
      : unit_(unit), body_(body), facts_(facts), callables_(unit, body), locks_(unit),
        values_(body ? body->getBody() : nullptr, unit.ast) {}

  /// Constructor initialisers, the body, and for a destructor the members and bases it ends.
  void walkFunction();
  /// The initialiser of a variable of static storage.
  void walkGlobal(const clang::VarDecl &variable);

  // ConstStmtVisitor
  void VisitStmt(const clang::Stmt *statement);
  void VisitCompoundStmt(const clang::CompoundStmt *block);
  void VisitDeclStmt(const clang::DeclStmt *statement);
  void VisitIfStmt(const clang::IfStmt *statement);
  void VisitSwitchStmt(const clang::SwitchStmt *statement);
  void VisitBreakStmt(const clang::BreakStmt *statement);
  void VisitSwitchCase(const clang::SwitchCase *label);
  void VisitLabelStmt(const clang::LabelStmt *label);
  void VisitAttributedStmt(const clang::AttributedStmt *statement);
  void VisitForStmt(const clang::ForStmt *loop);
  void VisitWhileStmt(const clang::WhileStmt *loop);
  void VisitDoStmt(const clang::DoStmt *loop);
  void VisitCXXForRangeStmt(const clang::CXXForRangeStmt *loop);
  void VisitCXXCatchStmt(const clang::CXXCatchStmt *handler);
  void VisitReturnStmt(const clang::ReturnStmt *statement);
  void VisitCoroutineBodyStmt(const clang::CoroutineBodyStmt *body);
  void VisitCoreturnStmt(const clang::CoreturnStmt *statement);
  void VisitCoroutineSuspendExpr(const clang::CoroutineSuspendExpr *expression);
  void VisitDependentCoawaitExpr(const clang::DependentCoawaitExpr *expression);
  void VisitAsmStmt(const clang::AsmStmt *statement);
  void VisitIndirectGotoStmt(const clang::IndirectGotoStmt *statement);

  void VisitCallExpr(const clang::CallExpr *call);
  void VisitCXXConstructExpr(const clang::CXXConstructExpr *construction);
  void VisitCXXInheritedCtorInitExpr(const clang::CXXInheritedCtorInitExpr *construction);
  void VisitCXXNewExpr(const clang::CXXNewExpr *expression);
  void VisitCXXDeleteExpr(const clang::CXXDeleteExpr *expression);
  void VisitMaterializeTemporaryExpr(const clang::MaterializeTemporaryExpr *expression);
  void VisitLambdaExpr(const clang::LambdaExpr *lambda);
  void VisitImplicitCastExpr(const clang::ImplicitCastExpr *cast);
  void VisitUnaryOperator(const clang::UnaryOperator *expression);
  void VisitConditionalOperator(const clang::ConditionalOperator *choice);
  void VisitBinaryOperator(const clang::BinaryOperator *expression);
  void VisitDeclRefExpr(const clang::DeclRefExpr *reference);
  void VisitCXXThisExpr(const clang::CXXThisExpr *expression);
  void VisitInitListExpr(const clang::InitListExpr *list);
  void VisitCXXDefaultArgExpr(const clang::CXXDefaultArgExpr *argument);
  void VisitCXXDefaultInitExpr(const clang::CXXDefaultInitExpr *initializer);
  void VisitCXXRewrittenBinaryOperator(const clang::CXXRewrittenBinaryOperator *expression);
  void VisitGenericSelectionExpr(const clang::GenericSelectionExpr *expression);
  void VisitChooseExpr(const clang::ChooseExpr *expression);
  void VisitUnaryExprOrTypeTraitExpr(const clang::UnaryExprOrTypeTraitExpr *) {}
  void VisitCXXNoexceptExpr(const clang::CXXNoexceptExpr *) {}
  void VisitRequiresExpr(const clang::RequiresExpr *) {}
  void VisitConceptSpecializationExpr(const clang::ConceptSpecializationExpr *) {}
  void VisitCXXTypeidExpr(const clang::CXXTypeidExpr *expression);
  void VisitOpaqueValueExpr(const clang::OpaqueValueExpr *) {}
  void VisitMemberExpr(const clang::MemberExpr *member);
  void VisitOffsetOfExpr(const clang::OffsetOfExpr *expression);
  void VisitCXXParenListInitExpr(const clang::CXXParenListInitExpr *list);

private:
  /// Where in a body a call stands.
  struct Context {
    bool loop = false;
    bool handler = false; ///< catch
    bool initializer = false;
    bool staticInitializer = false;
    bool implicit = false; ///< calls here are not spelled
    bool unreached = false;
    bool failing = false;
    bool lastWords = false;
    bool referring = false; ///< what is named here may be referred to later: in an awaited operand,
                            ///< the initialiser of a reference
    clang::SourceRange
        instead;      ///< if valid: calls here take place in this range (default arguments)
    std::string into; ///< the variable that is being initialised or assigned
    std::vector<ValueTest> tests;               ///< CallSite::tests
    std::vector<std::string> ready; ///< source texts of objects that were asked and have ended
    const clang::SwitchStmt *switch_ = nullptr; ///< of which the next block is the body
    std::vector<Locks::State> *breaks =
        nullptr; ///< what is locked where the nearest switch is left
  };
  /// Sets a part of the context until the end of the block.
  class With;

  Unit &unit_;
  const clang::FunctionDecl *body_;
  FunctionFacts &facts_;
  Callables callables_;
  Locks locks_;
  LocalValues values_;
  Context context_;
  std::vector<std::vector<const clang::VarDecl *>> scopes_;
  const clang::Expr *discarded_ = nullptr;
  bool voided_ = false; ///< what is discarded is cast to void
  const clang::Expr *returned_ = nullptr;
  const clang::Expr *kept_ = nullptr;
  const clang::Expr *stored_ = nullptr; ///< goes into what storedInto_ names
  std::string storedInto_;              ///< by storageName(); empty if that is for no descriptor
  llvm::DenseMap<const clang::Expr *, std::string> passed_;   ///< calls whose results are arguments
  llvm::DenseMap<const clang::VarDecl *, std::string> given_; ///< Argument::given of local variables
  llvm::SmallSet<int, 4> changed_;       ///< parameters that may get another value
  const clang::Expr *reading_ = nullptr; ///< names what is only read, or has been taken note of
  const clang::Expr *loaded_ = nullptr;  ///< names what is read for its value
  const clang::Expr *awaited_ = nullptr;
  llvm::SmallPtrSet<const clang::Expr *, 4> movedFrom_; ///< temporaries that other owners take from
  const clang::Expr *spelled_ = nullptr; ///< a construction that the source asks for

  void walk(const clang::Stmt *statement) {
    if (statement)
      Visit(statement);
  }
  void walkStatement(const clang::Stmt *statement);
  void noteLocks();
  void meetLabel(const clang::SwitchCase &label, const clang::SwitchStmt &in,
                 const clang::Stmt *previous, const std::vector<ValueTest> &before,
                 const Locks::State &locked);
  void assumeAfter(const clang::Stmt &statement);
  void assumeReady(const clang::Expr *condition, bool holds);
  void walkBranch(const clang::Stmt *statement, bool taken = true);
  void walkLoopBody(const clang::Stmt *body);
  /// What may keep a reference to what it names.
  void walkReferring(const clang::Stmt *statement);
  /// What a condition always is, if it is always the same.
  std::optional<bool> constantCondition(const clang::Expr *condition) const;
  void walkInitializer(const clang::CXXCtorInitializer &initializer);
  void walkVariable(const clang::VarDecl &variable);
  void openScope() { scopes_.emplace_back(); }
  void closeScope(clang::SourceLocation end);
  bool isOpen(const clang::VarDecl &local) const;
  void await(clang::SourceLocation place);
  void suspend(clang::SourceLocation place);
  /// A block ends in which suspensions from that one on stand.
  void endBlock(std::size_t firstSuspension, clang::SourceLocation end);
  /// What is named here, `loaded` for its value or not, may be read once the coroutine has been
  /// suspended.
  bool isLate(bool loaded) const;
  /// A parameter or capture of a coroutine may be named there.
  void noteLate(const clang::DeclRefExpr &reference);
  /// Notes two declarations in a row that await.
  void noteSequence(const clang::Stmt &first, const clang::Stmt &second);
  /// Notes a loop whose walk has met suspensions after the first `before` ones.
  void noteLoop(const clang::Stmt &loop, const clang::VarDecl *element, std::size_t before);
  void obstacle(std::string reason);

  // Calls.cpp
  CallSite siteAt(CallKind kind, const clang::Expr &expression, clang::SourceLocation name,
                  clang::SourceLocation parenthesis);
  void noteInstance(CallSite &site, const clang::FunctionDecl &callee);
  bool isReady(const clang::Expr &expression) const;
  void nameCallee(CallSite &site, const clang::FunctionDecl &callee,
                  const clang::CXXRecordDecl *receiver);
  void addArguments(CallSite &site, llvm::ArrayRef<const clang::Expr *> arguments,
                    bool asCallables);
  Argument argument(const clang::Expr &expression, bool asCallable);
  void add(CallSite site);
  void addIndirect(const clang::CallExpr &call, const clang::Expr &callee,
                   llvm::ArrayRef<const clang::Expr *> arguments, clang::QualType function);
  void addDirect(const clang::CallExpr &call, const clang::FunctionDecl &callee,
                 const clang::Expr *object, llvm::ArrayRef<const clang::Expr *> arguments);
  /// Argument::object of an expression.
  int objectOf(const clang::Expr &expression) const;
  void nameCalled(CallSite &site, const clang::Expr &object);
  void addStored(const clang::CallExpr &call, const clang::Expr &container);
  /// await_ready, await_suspend and await_resume, where the program defines them.
  void addAwaiter(const clang::CoroutineSuspendExpr &expression);
  void noteOverloads(const CallableValue &callable, const clang::Expr &value);
  /// The id of a function that is a value, not called here.
  SymbolId mentioned(const clang::FunctionDecl &function);
  /// `value` is stored in `into`; nothing happens unless it is callable.
  void addUse(const clang::Expr &value, const std::string &into, int intoParameter = -1);
  void addUse(const clang::Expr &value, const CallableValue &into) {
    addUse(value, into.variable, into.parameter);
  }
  void noteSpecial(const clang::CallExpr &call, const clang::FunctionDecl &callee);
  void walkArguments(llvm::ArrayRef<const clang::Expr *> arguments);
  void walkValue(const clang::Expr *value);

  // Made.cpp
  void addMadeInside(const clang::CXXConstructExpr &construction);
  void addMade(const clang::Expr &expression, const clang::CXXRecordDecl &declared,
               llvm::ArrayRef<const clang::Expr *> arguments, clang::SourceLocation place);
  void addMade(const clang::CallExpr &call, const clang::FunctionDecl &callee,
               clang::SourceLocation place);
  static bool isMaker(const clang::FunctionDecl &callee);

  // ValueTests.cpp
  /// What is walked from here on is reached only if the condition holds, or does not.
  void assume(const clang::Expr *condition, bool holds);
  void assume(ValueTest test, ValueTest::Is is, std::int64_t value);
  void assumeComparison(const clang::BinaryOperator &comparison, bool holds);
  void assumeBits(const clang::BinaryOperator &bits, bool set);
  /// A test of this value, still without its values: none if it cannot be followed.
  std::optional<ValueTest> testOf(const clang::Expr &expression);
  std::optional<ValueTest> testOfLabel(const clang::SwitchCase &label, const clang::SwitchStmt &in);
  /// Argument::passes of an expression.
  int passedParameter(const clang::Expr &expression);
  /// The same of `seconds * 1000`, for functions of libraries that ask whether it is nothing.
  int passedInUnits(const clang::Expr &expression);
  bool isFollowed(const clang::ValueDecl &storage) const;
  static const clang::ValueDecl *storageNamed(const clang::Expr &expression);
  void noteWrite(const clang::ValueDecl &storage, std::optional<std::int64_t> value);
  void noteInitial(const clang::ValueDecl &storage, const clang::Expr *initializer);
  void noteGivenTo(const clang::FieldDecl &field, const clang::Expr &value);
  void noteAssigned(const clang::BinaryOperator &assignment);
  void noteChanged(const clang::ValueDecl &storage);
  void forgetChanged();

  // Descriptors.cpp
  void nameResult(Argument &argument, const clang::Expr &expression);
  void nameDescriptor(Argument &argument, const clang::Expr &expression);
  void assignDescriptor(const clang::BinaryOperator &assignment);
  void noteGiven(const clang::VarDecl &variable, const clang::Expr &value);
  void noteGiven(const clang::VarDecl &variable, const std::string &text);
  void noteFieldGiven(const clang::BinaryOperator &assignment);
  void noteHandedOut(llvm::ArrayRef<const clang::Expr *> arguments);
  /// `value` goes into a variable or field (into nothing: it is returned); nothing happens unless
  /// it is the descriptor of another one.
  void noteMove(const clang::Expr &value, const std::string &into);
  /// What follows is what `into` gets.
  void store(const clang::Expr &value, const clang::ValueDecl &into);
  std::string storageName(const clang::ValueDecl &storage) const;

  // Destructions.cpp
  struct Ending {
    clang::SourceLocation place;
    std::string object;
    bool dynamic = false; ///< the static type may not be the object's
    const clang::VarDecl *variable = nullptr; ///< that holds the object
    const clang::Expr *value = nullptr;       ///< that a temporary is made by
  };
  bool isOfNoThread(const clang::CXXRecordDecl &record, const Ending &ending) const;
  void noteMovedFrom(const clang::FunctionDecl &taker,
                     llvm::ArrayRef<const clang::Expr *> arguments);
  bool isEmptied(const clang::CXXRecordDecl &record, const clang::VarDecl &variable) const;
  void endEmptied(const clang::CallExpr &call, const clang::CXXMethodDecl &method,
                  const clang::Expr &object);
  void endParameters(llvm::ArrayRef<const clang::Expr *> arguments);
  void addEnding(CallSite site, const Ending &ending);
  void addMadeWith(CallSite &site, const clang::VarDecl &variable);
  void addMadeWith(CallSite &site, clang::QualType object, const clang::Expr &initializer);
  void endByPointer(clang::QualType deleter, const Ending &ending);
  void end(clang::QualType type, const Ending &ending, unsigned depth = 0);
  void endMembers(const clang::CXXRecordDecl &record, const Ending &ending, unsigned depth);
  void endOwned(const clang::CXXRecordDecl &record, const Ending &ending, unsigned depth);
};

class BodyWalker::With {
public:
  explicit With(BodyWalker &walker) : walker_(walker), saved_(walker.context_) {}
  With(const With &) = delete;
  With &operator=(const With &) = delete;
  ~With() { walker_.context_ = std::move(saved_); }
  Context *operator->() { return &walker_.context_; }

private:
  BodyWalker &walker_;
  Context saved_;
};

} // namespace coax
