// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Summarize.h"

#include "analyzers/tu/Collector.h"
#include "analyzers/tu/LibraryBodies.h"
#include "analyzers/tu/Parse.h"

#include <clang/Frontend/CompilerInstance.h>

namespace coax {

namespace {

class SummaryConsumer : public WithoutLibraryInstances {
public:
  SummaryConsumer(const clang::SourceManager &sources, const CompileUnit &unit, TuSummary &summary)
      : WithoutLibraryInstances(sources), unit_(unit), summary_(summary) {}

  void HandleTranslationUnit(clang::ASTContext &context) override {
    Unit unit(context, unit_.directory, summary_);
    Collector(unit).collect();
  }

private:
  const CompileUnit &unit_;
  TuSummary &summary_;
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
