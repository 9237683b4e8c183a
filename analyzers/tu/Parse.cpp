// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Parse.h"

#include "analyzers/base/Paths.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/DiagnosticSema.h>
#include <clang/Basic/Version.h>
#include <clang/Driver/CreateInvocationFromArgs.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <dlfcn.h>

namespace coax {

namespace {

/// Turns errors into Problems.
class ErrorCollector : public clang::DiagnosticConsumer {
public:
  ErrorCollector(const CompileUnit &unit, std::vector<Problem> &problems)
      : unit_(unit), problems_(problems) {}

  bool failed() const { return errors_ > 0; }

  /// Fatal errors of this engine are to be errors: the rest of the unit is worth reading.
  void outlive(clang::DiagnosticsEngine &engine) {
    engine_ = &engine;
    engine.setFatalsAsError(true);
  }

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &diagnostic) override {
    if (level < clang::DiagnosticsEngine::Error)
      return;
    // As a mere error it would be met again at the end of every branch of the recursion.
    if (engine_ && diagnostic.getID() == clang::diag::err_template_recursion_depth_exceeded)
      engine_->setFatalsAsError(false);
    if (++errors_ > maximum)
      return;
    llvm::SmallString<128> message;
    diagnostic.FormatDiagnostic(message);
    problems_.push_back({unit_.file, place(diagnostic) + std::string(message)});
  }

private:
  static constexpr unsigned maximum = 20;
  const CompileUnit &unit_;
  std::vector<Problem> &problems_;
  unsigned errors_ = 0;
  clang::DiagnosticsEngine *engine_ = nullptr;

  std::string place(const clang::Diagnostic &diagnostic) const {
    if (!diagnostic.hasSourceManager() || !diagnostic.getLocation().isValid())
      return {};
    auto presumed = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation());
    if (presumed.isInvalid())
      return {};
    return absolutePath(presumed.getFilename(), unit_.directory) + ":" +
           std::to_string(presumed.getLine()) + ":" + std::to_string(presumed.getColumn()) + ": ";
  }
};

class AllDependencies : public clang::DependencyCollector {
public:
  bool needSystemDependencies() override { return true; }
};

/// Clang's own headers: where they were at configure time, else beside the clang library in use.
const std::string &resourceDirectory() {
  static const std::string directory = [] {
    Dl_info library{};
    if (llvm::sys::fs::is_directory(COAX_RESOURCE_DIR) ||
        dladdr(reinterpret_cast<void *>(&clang::createInvocation), &library) == 0)
      return std::string(COAX_RESOURCE_DIR);
    return absolutePath("../clang/" CLANG_VERSION_MAJOR_STRING, library.dli_fname);
  }();
  return directory;
}

std::vector<std::string> commandLine(const CompileUnit &unit) {
  std::vector<std::string> arguments = unit.arguments;
  clang::tooling::addTargetAndModeForProgramName(arguments, arguments.front());
  // Before a "--", after which everything is a file.
  auto end = std::find(arguments.begin(), arguments.end(), "--");
  const std::vector<std::string> extra = {"-fsyntax-only", "-w", "-Wno-everything",
                                          "-resource-dir=" + resourceDirectory()};
  arguments.insert(end, extra.begin(), extra.end());
  return arguments;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesSeenFrom(const std::string &directory,
                                                              const ParseOptions &options) {
  // The real file system is made anew so that its working directory is its own.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files =
      options.files ? options.files : llvm::vfs::createPhysicalFileSystem();
  files->setCurrentWorkingDirectory(directory);
  return files;
}

void configure(clang::CompilerInvocation &invocation, const ParseOptions &options) {
  auto &frontend = invocation.getFrontendOpts();
  frontend.SkipFunctionBodies = options.skipFunctionBodies;
  frontend.DisableFree = options.leak;
  frontend.Plugins.clear();
  frontend.ActionName.clear();
  frontend.AddPluginActions.clear();
  frontend.LLVMArgs.clear();
  frontend.OutputFile.clear();
  invocation.getDependencyOutputOpts() = clang::DependencyOutputOptions();
  invocation.getLangOpts().CommentOpts.ParseAllComments = false;
  invocation.getLangOpts().RetainCommentsFromSystemHeaders = false;
  invocation.getLangOpts().SpellChecking = false;
  invocation.getDiagnosticOpts().ErrorLimit = 0;
  invocation.getPreprocessorOpts().ImplicitPCHInclude.clear();
}

/// Absolute, without "..", unless that would lead elsewhere: "/lib/gcc/../../include" is
/// "/usr/include" where /lib is a link.
std::string dependencyPath(const std::string &file, const std::string &directory,
                           llvm::vfs::FileSystem &files) {
  std::string plain = absolutePath(file, directory);
  if (llvm::StringRef(file).contains("/../") && !files.exists(plain))
    return llvm::sys::path::is_absolute(file) ? file : directory + '/' + file;
  return plain;
}

std::vector<std::string> normalised(llvm::ArrayRef<std::string> names, const std::string &directory,
                                    llvm::vfs::FileSystem &files) {
  std::vector<std::string> result;
  for (const std::string &name : names)
    result.push_back(dependencyPath(name, directory, files));
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

} // namespace

bool parseUnit(const CompileUnit &unit, clang::FrontendAction &action, const ParseOptions &options,
               std::vector<Problem> &problems) {
  static const bool targetsKnown = (llvm::InitializeAllTargetInfos(), true);
  (void)targetsKnown;
  auto files = filesSeenFrom(unit.directory, options);
  // What the driver says against an option is no matter if it still finds a way to compile.
  std::vector<Problem> driverProblems;
  ErrorCollector driverErrors(unit, driverProblems);
  clang::DiagnosticOptions diagnosticOptions;
  clang::CreateInvocationOptions creation;
  creation.Diags = clang::CompilerInstance::createDiagnostics(
      *files, diagnosticOptions, &driverErrors, /*ShouldOwnClient=*/false);
  creation.VFS = files;
  creation.RecoverOnError = true;
  std::vector<std::string> arguments = commandLine(unit);
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::shared_ptr<clang::CompilerInvocation> invocation =
      clang::createInvocation(pointers, creation);
  if (!invocation) {
    driverProblems.push_back({unit.file, "its command compiles nothing that clang knows"});
    problems.insert(problems.end(), driverProblems.begin(), driverProblems.end());
    return false;
  }
  configure(*invocation, options);
  ErrorCollector errors(unit, problems);
  clang::CompilerInstance compiler(invocation);
  compiler.setVirtualFileSystem(files);
  compiler.createDiagnostics(&errors, /*ShouldOwnClient=*/false);
  compiler.setVerboseOutputStream(llvm::nulls()); // "2 errors generated."
  errors.outlive(compiler.getDiagnostics());
  compiler.createFileManager();
  auto dependencies = std::make_shared<AllDependencies>();
  if (options.dependencies)
    compiler.addDependencyCollector(dependencies);
  bool ran = compiler.ExecuteAction(action);
  if (options.dependencies)
    *options.dependencies = normalised(dependencies->getDependencies(), unit.directory, *files);
  return ran && !errors.failed();
}

} // namespace coax
