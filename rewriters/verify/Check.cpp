// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/verify/Check.h"

#include "analyzers/base/Paths.h"
#include "analyzers/tu/LibraryBodies.h"
#include "analyzers/tu/Parse.h"
#include "analyzers/tu/SummaryAction.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Frontend/CompilerInstance.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>

namespace coax {
namespace {

class Errors : public clang::DiagnosticConsumer {
public:
  Errors(std::string directory, std::vector<CompileError> &errors)
      : directory_(std::move(directory)), errors_(errors) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &diagnostic) override {
    clang::DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
    bool error = level >= clang::DiagnosticsEngine::Error;
    if (error && errors_.size() < maximum) {
      llvm::SmallString<128> message;
      diagnostic.FormatDiagnostic(message);
      errors_.push_back({message.str().str(), {}});
    }
    open_ = error || (open_ && level == clang::DiagnosticsEngine::Note);
    if (open_ && !errors_.empty())
      addPlace(diagnostic);
  }

private:
  static constexpr std::size_t maximum = 50;

  void addPlace(const clang::Diagnostic &diagnostic) {
    if (!diagnostic.hasSourceManager() || !diagnostic.getLocation().isValid())
      return;
    auto place = diagnostic.getSourceManager().getPresumedLoc(
        diagnostic.getSourceManager().getFileLoc(diagnostic.getLocation()));
    if (place.isValid())
      errors_.back().places.push_back(
          {absolutePath(place.getFilename(), directory_), place.getLine(), place.getColumn()});
  }

  std::string directory_;
  std::vector<CompileError> &errors_;
  bool open_ = false; ///< notes that follow belong to the last error
};

/// Sees what a library instantiates too: an error there is one.
class CheckConsumer : public WithoutLibraryBodies {
public:
  CheckConsumer(const clang::SourceManager &sources, const CompileUnit &unit, TuSummary &summary)
      : WithoutLibraryBodies(sources), unit_(unit), summary_(summary) {}

  void HandleTranslationUnit(clang::ASTContext &context) override {
    if (!context.getDiagnostics().hasErrorOccurred())
      collectFacts(context, unit_, summary_);
  }

private:
  const CompileUnit &unit_;
  TuSummary &summary_;
};

class CheckAction : public clang::ASTFrontendAction {
public:
  CheckAction(const CompileUnit &unit, Errors &errors, TuSummary &summary)
      : unit_(unit), errors_(errors), summary_(summary) {}

  bool BeginSourceFileAction(clang::CompilerInstance &instance) override {
    instance.getDiagnostics().setClient(&errors_, /*ShouldOwnClient=*/false);
    return true;
  }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &instance,
                                                        llvm::StringRef) override {
    return std::make_unique<CheckConsumer>(instance.getSourceManager(), unit_, summary_);
  }

private:
  const CompileUnit &unit_;
  Errors &errors_;
  TuSummary &summary_;
};

} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> overlayOf(const std::vector<FileChange> &changes) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const FileChange &change : changes)
    memory->addFile(change.file, 0, llvm::MemoryBuffer::getMemBufferCopy(change.after));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(llvm::vfs::createPhysicalFileSystem()));
  overlay->pushOverlay(memory);
  return overlay;
}

CheckedUnit checkUnit(const CompileUnit &unit, const std::vector<FileChange> &changes) {
  CheckedUnit checked;
  checked.summary.mainFile = unit.file;
  Errors collector(unit.directory, checked.errors);
  CheckAction action(unit, collector, checked.summary);
  ParseOptions options;
  options.files = overlayOf(changes);
  options.skipFunctionBodies = true;
  options.dependencies = &checked.summary.dependencies;
  std::vector<Problem> early;
  bool parsed = parseUnit(unit, action, options, early);
  if (!parsed && checked.errors.empty())
    for (const Problem &problem : early)
      checked.errors.push_back({problem.message, {}});
  return checked;
}

} // namespace coax
