// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Unit.h"

#include "rewriters/transforms/Body.h"
#include "rewriters/transforms/Includes.h"
#include "rewriters/transforms/RewriteParse.h"
#include "rewriters/transforms/Signature.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/MacroInfo.h>
#include <clang/Lex/Preprocessor.h>

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

namespace coax {
namespace {

/// A declaration of a system header. It holds nothing of the program, unless it is a scope.
bool isOfLibrary(const clang::Decl &declaration, const Places &places) {
  return !clang::isa<clang::TranslationUnitDecl, clang::NamespaceDecl, clang::LinkageSpecDecl>(
             declaration) &&
         declaration.getLocation().isValid() && !places.isUser(declaration.getLocation());
}

/// Finds functions that an operand names which is never evaluated: sizeof f(x), decltype(f(x)),
/// noexcept(f(x)). Their type would change unseen.
class UnevaluatedUses : public clang::RecursiveASTVisitor<UnevaluatedUses> {
public:
  using Base = clang::RecursiveASTVisitor<UnevaluatedUses>;

  UnevaluatedUses(const Places &places, std::function<void(const clang::FunctionDecl &)> report)
      : places_(places), report_(std::move(report)) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  /// What a library's traits ask of a callable (`std::thread(f)`, `std::function(f)`) follows from
  /// the call that hands it over, which the plan decides on.
  bool TraverseDecl(clang::Decl *declaration) {
    return !declaration || isOfLibrary(*declaration, places_) || Base::TraverseDecl(declaration);
  }
  bool VisitUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr *expression) {
    if (!expression->isArgumentType())
      search(expression->getArgumentExpr());
    return true;
  }
  bool VisitCXXNoexceptExpr(clang::CXXNoexceptExpr *expression) {
    search(expression->getOperand());
    return true;
  }
  bool VisitDecltypeTypeLoc(clang::DecltypeTypeLoc type) {
    search(type.getUnderlyingExpr());
    return true;
  }

private:
  void search(const clang::Stmt *operand) {
    if (!operand)
      return;
    const clang::ValueDecl *named = nullptr;
    if (const auto *reference = clang::dyn_cast<clang::DeclRefExpr>(operand))
      named = reference->getDecl();
    else if (const auto *member = clang::dyn_cast<clang::MemberExpr>(operand))
      named = member->getMemberDecl();
    if (const auto *function = clang::dyn_cast_or_null<clang::FunctionDecl>(named))
      report_(*function);
    for (const clang::Stmt *child : operand->children())
      search(child);
  }

  const Places &places_;
  std::function<void(const clang::FunctionDecl &)> report_;
};

class UnitVisitor : public clang::RecursiveASTVisitor<UnitVisitor> {
public:
  using Base = clang::RecursiveASTVisitor<UnitVisitor>;

  UnitVisitor(clang::ASTContext &context, clang::Preprocessor &preprocessor,
              const std::string &directory, const UnitPlan &plan, UnitRewrite &result)
      : names_(context, directory), places_(context, directory),
        edits_(context.getSourceManager(), context.getLangOpts()), attributes_(preprocessor),
        plan_(plan),
        result_(result), state_{
                             context,
                             names_,
                             places_,
                             edits_,
                             attributes_,
                             plan,
                             result.refusals,
                             done_,
                             [this](const clang::LambdaExpr &lambda) { visitLambda(lambda); },
                             [this](const clang::Decl &declaration) {
                               TraverseDecl(const_cast<clang::Decl *>(&declaration));
                             },
                             [this](const clang::Expr &expression) {
                               return isPrinted(expression);
                             },
                             [this](const clang::Stmt &statement) { visitSynchronous(statement); }},
        preprocessor_(preprocessor) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  /// System headers hold nothing to rewrite.
  bool TraverseDecl(clang::Decl *declaration) {
    return !declaration || isOfLibrary(*declaration, places_) || Base::TraverseDecl(declaration);
  }

  bool VisitFunctionDecl(clang::FunctionDecl *function) {
    const SymbolId &id = names_.id(*function);
    const FunctionPlan *plan = plan_.awaiting(id);
    if (!plan || function->isImplicit() || !seen_.insert(function).second ||
        isLambdaBody(*function))
      return true;
    edits_.setOwner(id.usr);
    bool already = false;
    if (function->doesThisDeclarationHaveABody())
      already = clang::isa<clang::CoroutineBodyStmt>(function->getBody());
    else if (const clang::FunctionDecl *definition = function->getDefinition())
      already = clang::isa_and_nonnull<clang::CoroutineBodyStmt>(definition->getBody());
    already |= names_.type(function->getReturnType()).rfind("coax::task<", 0) == 0;
    if (function->doesThisDeclarationHaveABody())
      rewriteBody(*function, id, already);
    if (!already) // after the body: main ends where its body ends, and another one follows it
      sign(*function, id);
    return true;
  }

  /// In code that stays synchronous.
  bool VisitCallExpr(clang::CallExpr *call) {
    bridge(*call);
    return true;
  }

  /// Bodies of coroutines are rewritten by Body alone.
  bool TraverseStmt(clang::Stmt *statement, DataRecursionQueue * = nullptr) {
    if (statement && bodies_.count(statement))
      return true;
    return Base::TraverseStmt(statement);
  }

  void refuseUnevaluated(clang::ASTContext &context) {
    UnevaluatedUses(places_, [this](const clang::FunctionDecl &function) {
      const SymbolId &id = names_.id(function);
      const FunctionPlan *plan = plan_.awaiting(id);
      if (plan && names_.type(function.getReturnType()).rfind("coax::task<", 0) != 0)
        refuse(id, "is named in an operand that is not evaluated");
    }).TraverseDecl(context.getTranslationUnitDecl());
  }

  void finish() {
    for (clang::FileID file : edits_.files())
      addIncludes(file);
    result_.edits = edits_.finish();
  }

private:
  /// `#define SHOW(e) print(#e, e)`: what is rewritten in the argument would be printed.
  /// `evenIfItHolds`: not of `EXPECT_TRUE(e)` and its like, which print what has failed.
  bool isPrinted(const clang::Expr &expression, bool evenIfItHolds = false) const {
    const clang::SourceManager &sources = edits_.sources();
    clang::SourceLocation place = expression.getBeginLoc();
    while (place.isMacroID()) {
      llvm::StringRef name = clang::Lexer::getImmediateMacroName(place, sources, edits_.options());
      clang::IdentifierInfo *identifier = preprocessor_.getIdentifierInfo(name);
      const clang::MacroInfo *macro = preprocessor_.getMacroInfo(identifier);
      bool prints = macro && std::any_of(macro->tokens_begin(), macro->tokens_end(),
                                         [](const clang::Token &token) {
                                           return token.is(clang::tok::hash);
                                         });
      if (prints && !(evenIfItHolds && isNamedLikeAssertion(name)))
        return true;
      place = sources.getImmediateExpansionRange(place).getBegin();
    }
    return false;
  }

  /// By the names that assertions of libraries and of test frameworks have.
  static bool isNamedLikeAssertion(llvm::StringRef macro) {
    static constexpr llvm::StringLiteral words[] = {"assert", "expect", "check", "require",
                                                    "verify", "ensure", "test"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](llvm::StringRef word) { return macro.contains_insensitive(word); });
  }

  static bool isLambdaBody(const clang::FunctionDecl &function) {
    const auto *method = clang::dyn_cast<clang::CXXMethodDecl>(&function);
    return method && method->getParent()->isLambda();
  }

  void refuse(const SymbolId &function, const std::string &reason) {
    result_.refusals.push_back(Refusal::ofFunction(function, reason));
  }

  void sign(const clang::FunctionDecl &function, const SymbolId &id) {
    bool main = function.isMain();
    std::string why = main ? splitMain(edits_, attributes_, function)
                           : makeTaskSignature(edits_, attributes_, function);
    if (!why.empty())
      refuse(id, why);
  }

  void rewriteBody(const clang::FunctionDecl &function, const SymbolId &id, bool already) {
    const clang::Stmt *body = function.getBody();
    if (const auto *coroutine = clang::dyn_cast<clang::CoroutineBodyStmt>(body))
      body = coroutine->getBody();
    bodies_.insert(function.getBody());
    if (clang::isa<clang::CXXTryStmt>(body))
      return rewriteTryBlock(function, id, *body);
    Body(state_, id, function, *body).rewrite();
    if (!already)
      endBody(function, *body);
    edits_.setOwner(id.usr);
  }

  /// `f() try { … } catch (…) { … }` ⇒ `f() { try { … } catch (…) { … } }`
  void rewriteTryBlock(const clang::FunctionDecl &function, const SymbolId &id,
                       const clang::Stmt &body) {
    Stretch whole = edits_.stretchOf(body.getSourceRange());
    if (!whole.valid())
      return refuse(id, "its body is a function try block in a macro");
    edits_.insertStatement(whole, "{");
    Body(state_, id, function, body).rewrite();
    std::string last;
    if (function.isMain())
      last = " co_return 0;";
    else if (function.getReturnType()->isVoidType() && !awaits(function, body))
      last = " co_return;";
    edits_.insertAfter(whole, last + " }");
    edits_.setOwner(id.usr);
  }

  /// A coroutine needs one co_ keyword; main returns 0 where it does not say so.
  void endBody(const clang::FunctionDecl &function, const clang::Stmt &body) {
    const auto *compound = clang::cast<clang::CompoundStmt>(&body);
    Stretch brace = edits_.tokenAt(compound->getRBracLoc());
    if (!brace.valid())
      return;
    bool returns = !compound->body_empty() && clang::isa<clang::ReturnStmt>(compound->body_back());
    bool ownLine = edits_.text({brace.file, 0, brace.begin}).rtrim(" \t").ends_with("\n");
    std::string indent = ownLine ? indentationStepAt(edits_, brace) : "";
    std::string end = ownLine ? "\n" : " ";
    if (ownLine)
      end += indentationAt(edits_, brace);
    if (function.isMain() && !returns)
      edits_.insertBefore(brace, indent + "co_return 0;" + end);
    else if (function.getReturnType()->isVoidType() && !awaits(function, body))
      edits_.insertBefore(brace, indent + "co_return;" + end);
  }

  bool awaits(const clang::FunctionDecl &function, const clang::Stmt &body) {
    const SymbolId &id = names_.id(function);
    return hasKeyword(id, body);
  }

  /// True if the body will hold a co_await or co_return of its own.
  bool hasKeyword(const SymbolId &function, const clang::Stmt &statement) {
    if (clang::isa<clang::LambdaExpr>(statement))
      return false;
    if (clang::isa<clang::ReturnStmt>(statement))
      return true;
    if (const auto *expression = clang::dyn_cast<clang::Expr>(&statement))
      if (clang::isa<clang::CallExpr, clang::CXXConstructExpr>(expression))
        if (const CallPlan *plan =
                plan_.call(function, places_.range(expression->getSourceRange())))
          if (plan->action == CallAction::Await || plan->action == CallAction::Counterpart ||
              plan->action == CallAction::Offload)
            return true;
    for (const clang::Stmt *child : statement.children())
      if (child && hasKeyword(function, *child))
        return true;
    return false;
  }

  void visitLambda(const clang::LambdaExpr &lambda) {
    const clang::CXXMethodDecl &call = *lambda.getCallOperator();
    const SymbolId id = names_.id(call);
    const FunctionPlan *plan = plan_.awaiting(id);
    if (!plan)
      return visitSynchronous(*lambda.getBody());
    std::string owner = edits_.owner();
    edits_.setOwner(id.usr);
    if (std::string why = makeTaskLambda(edits_, attributes_, lambda); !why.empty())
      refuse(id, why);
    rewriteBody(call, id, false);
    edits_.setOwner(owner);
  }

  void visitSynchronous(const clang::Stmt &statement) {
    TraverseStmt(const_cast<clang::Stmt *>(&statement));
  }

  void bridge(const clang::CallExpr &call) {
    const clang::FunctionDecl *callee = call.getDirectCallee();
    if (!callee || call.isTypeDependent())
      return;
    const FunctionPlan *plan = plan_.awaiting(names_.id(*callee));
    bool task = names_.type(callee->getReturnType()).rfind("coax::task<", 0) == 0;
    Stretch place = edits_.stretchOf(call.getSourceRange());
    if (!plan || task || !place.valid() ||
        !bridged_.insert({place.file, place.begin, place.end}).second)
      return;
    if (callee->isMain())
      return;
    if (isPrinted(call, /*evenIfItHolds=*/true))
      return refuse(plan->id, "is called in an argument that a macro also prints");
    edits_.wrap(place, "coax::block_on(", ")");
    if (callee->isNoReturn())
      edits_.wrap(place, "(", ", std::terminate())");
  }

  void addIncludes(clang::FileID file) {
    std::string path = pathOf(edits_.sources(), file), written;
    for (const Edit &edit : edits_.finish())
      if (edit.file == path)
        written += edit.text + '\n';
    std::set<std::string> headers{"coax/coax.hpp"};
    for (const auto &[name, header] : plan_.headers())
      if (written.find(name) != std::string::npos)
        headers.insert(header);
    edits_.setOwner({});
    for (const std::string &header : headers)
      addInclude(edits_, file, header);
  }

  Names names_;
  Places places_;
  SourceEdits edits_;
  Attributes attributes_;
  const UnitPlan &plan_;
  UnitRewrite &result_;
  UnitState state_;
  clang::Preprocessor &preprocessor_;
  std::set<std::tuple<clang::FileID, unsigned, unsigned>> done_;
  std::set<const clang::FunctionDecl *> seen_;
  std::set<const clang::Stmt *> bodies_;
  std::set<std::tuple<clang::FileID, unsigned, unsigned>> bridged_;
};

} // namespace

UnitRewrite rewriteUnit(const CompileUnit &unit, const Plan &plan,
                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  UnitRewrite result;
  UnitPlan lookup(plan);
  parseForRewrite(unit, std::move(files), result.problems,
                  [&](clang::ASTContext &context, clang::Preprocessor &preprocessor) {
                    UnitVisitor visitor(context, preprocessor, unit.directory, lookup, result);
                    visitor.TraverseDecl(context.getTranslationUnitDecl());
                    visitor.refuseUnevaluated(context);
                    visitor.finish();
                  });
  result.asked.assign(lookup.asked().begin(), lookup.asked().end());
  return result;
}

} // namespace coax
