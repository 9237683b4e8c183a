// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Lint.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Log.h"
#include "tool/commands/Since.h"
#include "tool/report/Baseline.h"
#include "tool/report/Wording.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/FileSystem.h>

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

llvm::Expected<Baseline> readBaseline(const std::string &file) {
  llvm::Expected<std::string> text = readFile(file);
  if (!text)
    return text.takeError();
  return parseBaseline(*text, file);
}

/// Findings may be missing that an earlier run had, without having been fixed.
bool isPartial(const Project &project) {
  return project.loaded.partOfProject || project.incomplete;
}

llvm::Error compareWithBaseline(Report &report, const LintOptions &options, bool partial) {
  if (!llvm::sys::fs::exists(options.baseline))
    return makeError("{0} does not exist; make it with --update-baseline", options.baseline);
  llvm::Expected<Baseline> baseline = readBaseline(options.baseline);
  if (!baseline)
    return baseline.takeError();
  std::size_t fixed = applyBaseline(report, *baseline);
  if (fixed > 0 && !partial)
    log("{0} of the baseline fixed; --update-baseline removes them", counted(fixed, "finding"));
  return llvm::Error::success();
}

llvm::Error updateBaseline(const Report &report, const std::string &file, bool partial) {
  if (file.empty())
    return makeError("--update-baseline needs --baseline FILE");
  Baseline baseline = baselineOf(report);
  if (partial && llvm::sys::fs::exists(file)) {
    llvm::Expected<Baseline> older = readBaseline(file);
    if (!older)
      return older.takeError();
    log("a part of the project was scanned: {0} keeps what it has", file);
    baseline = joined(std::move(baseline), *older);
  }
  return writeFileAtomically(file, renderBaseline(std::move(baseline)));
}

/// Marks what is older than the revision, and says so in the report.
llvm::Error leaveOutOld(Report &report, const Program &program, const std::string &revision) {
  llvm::Expected<ChangedLines> changed = changedSince(revision, report.rootDirectory);
  if (!changed)
    return changed.takeError();
  markUnchanged(report, program, *changed);
  return llvm::Error::success();
}

/// What closes the findings that a report marks as unchanged.
std::string knownBecause(const LintOptions &options) {
  std::string since = "not changed since " + options.since;
  if (options.since.empty())
    return "in the baseline";
  return options.baseline.empty() ? since : "in the baseline or " + since;
}

llvm::Expected<int> lint(const LintOptions &options) {
  if (options.updateBaseline && !options.since.empty())
    return makeError("--update-baseline writes all findings; leave out --since");
  llvm::Expected<Project> project = loadProject(options.project);
  if (!project)
    return project.takeError();
  Program program = linkProject(*project);
  Report report = makeReport(*project, program);
  bool partial = isPartial(*project);
  int clean = project->incomplete ? incomplete : 0;
  if (options.updateBaseline) {
    if (llvm::Error error = updateBaseline(report, options.baseline, partial))
      return error;
    return clean;
  }
  if (!options.baseline.empty())
    if (llvm::Error error = compareWithBaseline(report, options, partial))
      return error;
  std::erase_if(report.findings, [&](const Finding &finding) {
    return finding.severity < severityOf(options.failOn);
  });
  if (!options.since.empty())
    if (llvm::Error error = leaveOutOld(report, program, options.since))
      return error;
  report.knownBecause = knownBecause(options);
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
                    "Write all findings to the baseline; with PATH, add them to it");
  command->add_option("--since", options->since,
                      "Only what changed since this git revision fails; \"main...\": since the "
                      "branch left main");
  command->callback([options, &exitCode] { exitCode = runLint(*options); });
}

} // namespace coax
