// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The main file of the parse is a single pragma. Its handler asks for the next stage and enters it
// as an #include would; a stage of headers ends with the pragma again.
#include "analyzers/tu/StagedParse.h"

#include "analyzers/base/Paths.h"
#include "analyzers/tu/Parse.h"
#include "analyzers/tu/PrefixCheck.h"
#include "analyzers/tu/SearchPath.h"
#include "analyzers/tu/SharedCommand.h"
#include "analyzers/tu/SummaryAction.h"

#include <clang/Lex/Pragma.h>
#include <clang/Lex/Preprocessor.h>
#include <llvm/Support/Path.h>

namespace coax {

namespace {

constexpr const char *pragmaName = "coax_next_stage";
constexpr const char *pragmaLine = "#pragma coax_next_stage\n";
constexpr const char *folder = "/coax-stages"; // in memory only

std::string mainFileFor(const CompileUnit &unit) {
  return std::string(folder) + "/main" + llvm::sys::path::extension(unit.file).str();
}

CompileUnit withMainFile(CompileUnit unit) {
  std::string file = mainFileFor(unit);
  for (std::size_t index : fileArguments(unit))
    unit.arguments[index] = file;
  unit.file = file;
  return unit;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesWith(const std::string &mainFile) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  memory->addFile(mainFile, 0, llvm::MemoryBuffer::getMemBufferCopy(pragmaLine));
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::vfs::createPhysicalFileSystem());
  files->pushOverlay(memory);
  return files;
}

class StageHandler : public clang::PragmaHandler {
public:
  StageHandler(const clang::CompilerInstance &compiler, const StagedParse &parse,
               PrefixCheck &check, const CompileUnit *&unit)
      : PragmaHandler(pragmaName), compiler_(compiler), parse_(parse), check_(check), unit_(unit) {}

  void HandlePragma(clang::Preprocessor &preprocessor, clang::PragmaIntroducer introducer,
                    clang::Token &) override {
    preprocessor.DiscardUntilEndOfDirective();
    if (unit_)
      return; // the pragma is the unit's own
    if (preprocessor.getDiagnostics().hasErrorOccurred())
      return parse_.misfit();
    check_.endHeaders(compiler_.getASTContext());
    ParseStage stage = parse_.next();
    if (stage.unit)
      enterUnit(preprocessor, stage, introducer.Loc);
    else
      enterHeaders(preprocessor, stage, introducer.Loc);
  }

private:
  const clang::CompilerInstance &compiler_;
  const StagedParse &parse_;
  PrefixCheck &check_;
  const CompileUnit *&unit_;

  void enterHeaders(clang::Preprocessor &preprocessor, const ParseStage &stage,
                    clang::SourceLocation place) {
    std::string text = stage.macros;
    for (const std::string &header : stage.headers)
      text += "#include <" + header + ">\n";
    auto buffer = llvm::MemoryBuffer::getMemBufferCopy(text + pragmaLine, "<coax stage>");
    clang::FileID file = preprocessor.getSourceManager().createFileID(
        std::move(buffer), clang::SrcMgr::C_User, 0, 0, place);
    check_.beginHeaders(file);
    preprocessor.EnterSourceFile(file, nullptr, place);
  }

  void enterUnit(clang::Preprocessor &preprocessor, const ParseStage &stage,
                 clang::SourceLocation place) {
    const CompileUnit &unit = *stage.unit;
    const std::string &name = unit.arguments[fileArguments(unit).front()]; // as __FILE__ has it
    auto file = preprocessor.getFileManager().getOptionalFileRef(name);
    bool found = stage.folders.empty() ||
                 useIncludeFolders(preprocessor, stage.folders, check_.namesAskedFor());
    if (!file || !found)
      return parse_.misfit();
    unit_ = &unit;
    check_.beginUnit(*file);
    preprocessor.markIncluded(*file); // as that of a main file
    preprocessor.EnterSourceFile(
        preprocessor.getSourceManager().createFileID(*file, place, clang::SrcMgr::C_User), nullptr,
        place);
    enterMacros(preprocessor, stage.macros, place); // on top of the unit: read before it
  }

  static void enterMacros(clang::Preprocessor &preprocessor, const std::string &lines,
                          clang::SourceLocation place) {
    if (lines.empty())
      return;
    auto buffer = llvm::MemoryBuffer::getMemBufferCopy(lines, "<command line>"); // clang's name
    preprocessor.EnterSourceFile(preprocessor.getSourceManager().createFileID(
                                     std::move(buffer), clang::SrcMgr::C_User, 0, 0, place),
                                 nullptr, place);
  }
};

class StagedAction : public SummaryAction {
public:
  StagedAction(const CompileUnit &command, TuSummary &summary, const StagedParse &parse)
      : SummaryAction(command, summary), parse_(parse) {}

  const CompileUnit *unit = nullptr;
  bool fits = false;

private:
  const StagedParse &parse_;
  PrefixCheck *check_ = nullptr; ///< the preprocessor's

  bool BeginSourceFileAction(clang::CompilerInstance &compiler) override {
    clang::Preprocessor &preprocessor = compiler.getPreprocessor();
    auto check = std::make_unique<PrefixCheck>(preprocessor, parse_.misfit);
    check_ = check.get();
    preprocessor.addPPCallbacks(std::move(check));
    preprocessor.AddPragmaHandler(new StageHandler(compiler, parse_, *check_, unit)); // owned by it
    return true;
  }

  void EndSourceFileAction() override {
    fits = unit && check_->fits(getCompilerInstance().getASTContext());
  }
};

/// Sets a preprocessor up and goes no further.
class PredefinesAction : public clang::PreprocessorFrontendAction {
public:
  std::string text;

private:
  bool BeginSourceFileAction(clang::CompilerInstance &compiler) override {
    text = compiler.getPreprocessor().getPredefines();
    return false;
  }
  void ExecuteAction() override {}
};

} // namespace

std::string predefinedMacros(const CompileUnit &command) {
  CompileUnit staged = withMainFile(command);
  PredefinesAction action;
  ParseOptions options;
  options.files = filesWith(staged.file);
  std::vector<Problem> problems; // will come up again when the unit is parsed
  parseUnit(staged, action, options, problems);
  return action.text;
}

std::optional<TuSummary> summarizeInStages(const CompileUnit &command, const StagedParse &parse) {
  CompileUnit staged = withMainFile(command);
  TuSummary summary;
  StagedAction action(staged, summary, parse);
  ParseOptions options;
  options.files = filesWith(staged.file);
  options.skipFunctionBodies = true;
  options.leak = parse.isLast;
  options.dependencies = &summary.dependencies;
  bool good = parseUnit(staged, action, options, summary.problems);
  if (!good || !action.fits)
    return std::nullopt;
  summary.mainFile = action.unit->file;
  std::erase(summary.dependencies, staged.file);
  return summary;
}

} // namespace coax
