// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/MacroUses.h"

#include "analyzers/tu/Names.h"
#include "analyzers/tu/Places.h"
#include "rewriters/transforms/MacroText.h"
#include "rewriters/transforms/RewriteParse.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <map>
#include <utility>

namespace coax {
namespace {

bool changesCall(const CallPlan &plan) {
  return plan.action != CallAction::Keep && plan.action != CallAction::Bridge;
}

/// True if an argument may be evaluated more than once, or not at all, or is also printed.
bool doesMoreThanPass(const clang::MacroInfo &macro) {
  std::map<const clang::IdentifierInfo *, unsigned> uses;
  for (const clang::Token &token : macro.tokens()) {
    if (token.isOneOf(clang::tok::hash, clang::tok::question, clang::tok::ampamp,
                      clang::tok::pipepipe))
      return true;
    const clang::IdentifierInfo *name = token.getIdentifierInfo();
    if (!name)
      continue;
    llvm::StringRef word = name->getName();
    bool decides = word == "if" || word == "switch" || word == "return" || word == "goto";
    if (decides || (macro.getParameterNum(name) >= 0 && ++uses[name] > 1))
      return true;
  }
  return false;
}

class MacroUses : public clang::RecursiveASTVisitor<MacroUses> {
public:
  MacroUses(clang::ASTContext &context, clang::Preprocessor &preprocessor,
            const std::string &directory, const UnitPlan &plan)
      : sources_(context.getSourceManager()), names_(context, directory),
        places_(context, directory), edits_(sources_, context.getLangOpts()),
        text_(preprocessor, edits_), plan_(plan) {}

  bool TraverseDecl(clang::Decl *declaration) {
    bool scope =
        declaration &&
        clang::isa<clang::TranslationUnitDecl, clang::NamespaceDecl, clang::LinkageSpecDecl>(
            declaration);
    bool library = declaration && !scope && declaration->getLocation().isValid() &&
                   !places_.isUser(declaration->getLocation());
    return library || RecursiveASTVisitor::TraverseDecl(declaration);
  }

  bool VisitFunctionDecl(clang::FunctionDecl *function) {
    const SymbolId &id = names_.id(*function);
    if (function->isImplicit() || !plan_.awaiting(id))
      return true;
    if (function->getLocation().isMacroID())
      note(function->getLocation(), id);
    if (function->doesThisDeclarationHaveABody())
      search(*function->getBody(), id);
    return true;
  }

  bool VisitLambdaExpr(clang::LambdaExpr *lambda) {
    const SymbolId &id = names_.id(*lambda->getCallOperator());
    if (plan_.awaiting(id))
      search(*lambda->getBody(), id);
    return true;
  }

  std::vector<Edit> finish() {
    for (const auto &[begin, use] : uses_)
      if (auto text = text_.writeOut(use.place, use.macros);
          text && *text != edits_.text(use.place)) {
        edits_.setOwner(use.owner.usr);
        edits_.replace(use.place, std::move(*text));
      }
    return edits_.finish();
  }

private:
  struct Use {
    Stretch place;
    MacroNames macros;
    SymbolId owner;
  };

  void search(const clang::Stmt &statement, const SymbolId &function) {
    if (clang::isa<clang::LambdaExpr>(statement))
      return;
    const auto *result = clang::dyn_cast<clang::ReturnStmt>(&statement);
    if (result && places_.inMacroBody(result->getReturnLoc()))
      note(result->getReturnLoc(), function);
    if (clang::isa<clang::CallExpr, clang::CXXConstructExpr>(statement))
      searchCall(statement, function);
    for (const clang::Stmt *child : statement.children())
      if (child)
        search(*child, function);
  }

  void searchCall(const clang::Stmt &call, const SymbolId &function) {
    const CallPlan *plan = plan_.call(function, places_.range(call.getSourceRange()));
    if (!plan || !changesCall(*plan))
      return;
    clang::SourceLocation name = nameOf(call);
    if (places_.inMacroBody(name) || isInTheWay(name))
      note(name, function);
  }

  static clang::SourceLocation nameOf(const clang::Stmt &statement) {
    const auto *call = clang::dyn_cast<clang::CallExpr>(&statement);
    if (!call || clang::isa<clang::CXXOperatorCallExpr>(call))
      return statement.getBeginLoc();
    const clang::Expr *callee = call->getCallee()->IgnoreParenImpCasts();
    if (const auto *member = clang::dyn_cast<clang::MemberExpr>(callee))
      return member->getMemberLoc();
    return callee->getExprLoc();
  }

  /// The names of the macros around a token, from the inside.
  std::vector<std::string> macrosAround(clang::SourceLocation place) const {
    std::vector<std::string> macros;
    while (place.isMacroID()) {
      macros.push_back(
          clang::Lexer::getImmediateMacroName(place, sources_, edits_.options()).str());
      place = sources_.getImmediateExpansionRange(place).getBegin();
    }
    return macros;
  }

  bool isInTheWay(clang::SourceLocation argument) const {
    std::vector<std::string> macros = macrosAround(argument);
    return std::any_of(macros.begin(), macros.end(), [&](const std::string &name) {
      const clang::MacroInfo *macro = text_.macroAt(name, argument);
      return macro && doesMoreThanPass(*macro);
    });
  }

  void note(clang::SourceLocation place, const SymbolId &owner) {
    clang::CharSourceRange whole = sources_.getExpansionRange(place);
    auto [file, begin] = sources_.getDecomposedLoc(whole.getBegin());
    auto [endFile, end] = sources_.getDecomposedLoc(whole.getEnd());
    if (file != endFile)
      return;
    if (whole.isTokenRange())
      end += clang::Lexer::MeasureTokenLength(whole.getEnd(), sources_, edits_.options());
    Use &use = uses_[{file, begin}];
    use.place = {file, begin, end};
    use.owner = owner;
    for (std::string &name : macrosAround(place))
      use.macros.insert(std::move(name));
  }

  const clang::SourceManager &sources_;
  Names names_;
  Places places_;
  SourceEdits edits_;
  MacroText text_;
  const UnitPlan &plan_;
  std::map<std::pair<clang::FileID, unsigned>, Use> uses_;
};

} // namespace

UnitRewrite writeOutMacros(const CompileUnit &unit, const Plan &plan,
                           llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  UnitRewrite result;
  UnitPlan lookup(plan);
  parseForRewrite(unit, std::move(files), result.problems,
                  [&](clang::ASTContext &context, clang::Preprocessor &preprocessor) {
                    MacroUses uses(context, preprocessor, unit.directory, lookup);
                    uses.TraverseDecl(context.getTranslationUnitDecl());
                    result.edits = uses.finish();
                  });
  return result;
}

} // namespace coax
