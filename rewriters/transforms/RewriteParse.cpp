// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/RewriteParse.h"

#include "analyzers/tu/LibraryBodies.h"

#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>

#include <memory>
#include <utility>

namespace coax {
namespace {

using TreeWork = std::function<void(clang::ASTContext &, clang::Preprocessor &)>;

class Consumer : public WithoutLibraryInstances {
public:
  Consumer(clang::Preprocessor &preprocessor, const TreeWork &work)
      : WithoutLibraryInstances(preprocessor.getSourceManager()), preprocessor_(preprocessor),
        work_(work) {}

  void HandleTranslationUnit(clang::ASTContext &context) override { work_(context, preprocessor_); }

private:
  clang::Preprocessor &preprocessor_;
  const TreeWork &work_;
};

class Action : public clang::ASTFrontendAction {
public:
  explicit Action(const TreeWork &work) : work_(work) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &instance,
                                                        llvm::StringRef) override {
    return std::make_unique<Consumer>(instance.getPreprocessor(), work_);
  }

private:
  const TreeWork &work_;
};

} // namespace

void parseForRewrite(const CompileUnit &unit, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
                     std::vector<Problem> &problems, const TreeWork &work) {
  Action action(work);
  ParseOptions options;
  options.files = std::move(files);
  options.skipFunctionBodies = true;
  parseUnit(unit, action, options, problems);
}

} // namespace coax
