// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Lint.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Log.h"
#include "tool/report/Baseline.h"
#include "tool/report/Wording.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace coax {
namespace {

constexpr int findingsLeft = 1;
constexpr int usageError = 2;
constexpr int incomplete = 3;

Severity severityOf(const std::string &name) {
  for (Severity severity : {Severity::Note, Severity::Warning})
    if (name == severityName(severity))
      return severity;
  return Severity::Error;
}

llvm::Error compareWithBaseline(Report &report, const std::string &file) {
  llvm::Expected<std::string> text = readFile(file);
  if (!text)
    return makeError("{0}; make it with --update-baseline", llvm::toString(text.takeError()));
  llvm::Expected<std::set<std::string>> fingerprints = parseBaseline(*text, file);
  if (!fingerprints)
    return fingerprints.takeError();
  if (std::size_t fixed = applyBaseline(report, *fingerprints))
    log("{0} of the baseline fixed; --update-baseline removes them", counted(fixed, "finding"));
  return llvm::Error::success();
}

llvm::Error updateBaseline(const Report &report, const std::string &file) {
  if (file.empty())
    return makeError("--update-baseline needs --baseline FILE");
  return writeFileAtomically(file, renderBaseline(report));
}

llvm::Expected<int> lint(const LintOptions &options) {
  llvm::Expected<Project> project = loadProject(options.project);
  if (!project)
    return project.takeError();
  Program program = linkProject(*project);
  Report report = makeReport(*project, program);
  std::erase_if(report.findings, [&](const Finding &finding) {
    return finding.severity < severityOf(options.failOn);
  });
  int clean = project->incomplete ? incomplete : 0;
  if (options.updateBaseline) {
    if (llvm::Error error = updateBaseline(report, options.baseline))
      return error;
    return clean;
  }
  if (!options.baseline.empty())
    if (llvm::Error error = compareWithBaseline(report, options.baseline))
      return error;
  if (llvm::Error error = writeReport(report, options.output))
    return error;
  return std::any_of(report.findings.begin(), report.findings.end(), isOpen) ? findingsLeft : clean;
}

} // namespace

int runLint(const LintOptions &options) {
  llvm::Expected<int> exitCode = lint(options);
  if (exitCode)
    return *exitCode;
  elog("{0}", llvm::toString(exitCode.takeError()));
  return usageError;
}

void addLintCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<LintOptions>();
  CLI::App *command = app.add_subcommand(
      "lint", "Fail if a coroutine or event handler blocks, or what --fail-on names");
  addProjectOptions(*command, options->project);
  addOutputOptions(*command, options->output);
  command->add_option("--fail-on", options->failOn, "Lowest severity that fails")
      ->check(CLI::IsMember({"note", "warning", "error"}))
      ->capture_default_str();
  command->add_option("--baseline", options->baseline, "Findings that are known do not fail");
  command->add_flag("--update-baseline", options->updateBaseline,
                    "Write all findings to the baseline");
  command->callback([options, &exitCode] { exitCode = runLint(*options); });
}

} // namespace coax
