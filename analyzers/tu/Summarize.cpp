// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Summarize.h"

#include "analyzers/tu/Collector.h"
#include "analyzers/tu/Parse.h"
#include "analyzers/tu/ProgramTypes.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Frontend/CompilerInstance.h>

namespace coax {

namespace {

class SummaryConsumer : public clang::ASTConsumer {
public:
  SummaryConsumer(const clang::SourceManager &sources, const CompileUnit &unit, TuSummary &summary)
      : sources_(sources), unit_(unit), summary_(summary) {}

  /// Templates are instantiated with types of the program and may call back into it. (Clang keeps
  /// the bodies of constexpr functions and those with deduced return types by itself.)
  bool shouldSkipFunctionBody(clang::Decl *declaration) override {
    return !declaration->isTemplated() && isSystem(*declaration);
  }

  /// What a library makes from types that are not the program's own calls nothing of the program.
  /// With a body that counts as skipped, clang does not instantiate it at the end of the unit.
  void HandleCXXImplicitFunctionInstantiation(clang::FunctionDecl *function) override {
    if (isSystem(*function) && !function->getReturnType()->isUndeducedType() &&
        !programTypes_.reachedBy(*function))
      function->setHasSkippedBody();
  }

  void HandleTranslationUnit(clang::ASTContext &context) override {
    Unit unit(context, unit_.directory, summary_);
    Collector(unit).collect();
  }

private:
  const clang::SourceManager &sources_;
  const CompileUnit &unit_;
  TuSummary &summary_;
  ProgramTypes programTypes_{sources_};

  bool isSystem(const clang::Decl &declaration) const {
    return sources_.isInSystemHeader(sources_.getExpansionLoc(declaration.getLocation()));
  }
};

class SummaryAction : public clang::ASTFrontendAction {
public:
  SummaryAction(const CompileUnit &unit, TuSummary &summary) : unit_(unit), summary_(summary) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                        llvm::StringRef) override {
    return std::make_unique<SummaryConsumer>(compiler.getSourceManager(), unit_, summary_);
  }

private:
  const CompileUnit &unit_;
  TuSummary &summary_;
};

} // namespace

TuSummary summarize(const CompileUnit &unit,
                    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  TuSummary summary;
  summary.mainFile = unit.file;
  SummaryAction action(unit, summary);
  ParseOptions options;
  options.files = std::move(files);
  options.skipFunctionBodies = true;
  options.dependencies = &summary.dependencies;
  summary.failed = !parseUnit(unit, action, options, summary.problems);
  return summary;
}

} // namespace coax
