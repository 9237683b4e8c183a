// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The clang side of summarize(): one run over a unit ⇒ what its functions say, in a TuSummary.
// Needs ParseOptions::skipFunctionBodies.
#pragma once

#include "analyzers/tu/Collector.h"
#include "analyzers/tu/CompileUnit.h"
#include "analyzers/tu/LibraryBodies.h"

#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>

namespace coax {

/// Fills `summary` from what was parsed of `unit`.
inline void collectFacts(clang::ASTContext &context, const CompileUnit &unit, TuSummary &summary) {
  Unit facts(context, unit.directory, summary);
  Collector(facts).collect();
}

class SummaryConsumer : public WithoutLibraryInstances {
public:
  SummaryConsumer(const clang::SourceManager &sources, const CompileUnit &unit, TuSummary &summary)
      : WithoutLibraryInstances(sources), unit_(unit), summary_(summary) {}

  void HandleTranslationUnit(clang::ASTContext &context) override {
    collectFacts(context, unit_, summary_);
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

} // namespace coax
