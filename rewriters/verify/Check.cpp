// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/verify/Check.h"

#include "analyzers/base/Paths.h"
#include "analyzers/tu/LibraryBodies.h"
#include "analyzers/tu/Parse.h"

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

class CheckAction : public clang::ASTFrontendAction {
public:
  explicit CheckAction(Errors &errors) : errors_(errors) {}

  bool BeginSourceFileAction(clang::CompilerInstance &instance) override {
    instance.getDiagnostics().setClient(&errors_, /*ShouldOwnClient=*/false);
    return true;
  }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &instance,
                                                        llvm::StringRef) override {
    return std::make_unique<WithoutLibraryBodies>(instance.getSourceManager());
  }

private:
  Errors &errors_;
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

std::vector<CompileError> checkUnit(const CompileUnit &unit,
                                    const std::vector<FileChange> &changes) {
  ParseOptions options;
  options.files = overlayOf(changes);
  options.skipFunctionBodies = true;
  std::vector<CompileError> errors;
  Errors collector(unit.directory, errors);
  CheckAction action(collector);
  std::vector<Problem> early;
  bool parsed = parseUnit(unit, action, options, early);
  if (!parsed && errors.empty())
    for (const Problem &problem : early)
      errors.push_back({problem.message, {}});
  return errors;
}

} // namespace coax
