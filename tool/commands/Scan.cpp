// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Scan.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Log.h"
#include "analyzers/link/Print.h"
#include "analyzers/model/SummaryJson.h"
#include "analyzers/rules/Rules.h"
#include "rewriters/plan/Migration.h"
#include "tool/commands/Migration.h"
#include "tool/report/Sarif.h"
#include "tool/report/SourceLines.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>

namespace coax {
namespace {

constexpr int usageError = 2;
constexpr int incomplete = 3;

int fail(llvm::Error error) {
  elog("{0}", llvm::toString(std::move(error)));
  return usageError;
}

std::optional<std::string> sourceOf(const std::string &file) {
  llvm::Expected<std::string> content = readFile(file);
  if (content)
    return std::move(*content);
  llvm::consumeError(content.takeError()); // a file that is gone has no comments
  return std::nullopt;
}

bool wantsColor(const OutputOptions &options) {
  if (options.color != "auto")
    return options.color == "always";
  return options.file.empty() && isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
}

std::vector<Problem> allProblems(const Project &project, const Program &program) {
  std::vector<Problem> problems = project.loaded.problems;
  problems.insert(problems.end(), program.problems.begin(), program.problems.end());
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

void printSummaries(const std::vector<TuSummary> &summaries) {
  for (const TuSummary &summary : summaries)
    std::cout << printJson(toJson(summary), 2) << '\n';
}

/// The plan as it is before the rewrite is tried: nothing if no root is given.
llvm::Expected<std::optional<Plan>> planFor(const std::vector<std::string> &roots,
                                            const Project &project, const Program &program) {
  if (roots.empty())
    return std::nullopt;
  PlanOptions options;
  options.roots = roots;
  options.writable = writableIn(project);
  Plan plan = planMigration(program, options);
  if (llvm::Error error = requireRoots(plan))
    return error;
  return plan;
}

std::vector<std::string> formatNames() {
  std::vector<std::string> names;
  for (const ReportFormat &format : allFormats())
    names.push_back(format.name);
  return names;
}

} // namespace

void addOutputOptions(CLI::App &command, OutputOptions &options) {
  command.add_option("--format", options.format, "Form of the report")
      ->check(CLI::IsMember(formatNames()))
      ->capture_default_str();
  command.add_option("-o", options.file, "Write the report to this file");
  command.add_option("--color", options.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

static void logLimits(const Report &report, const OutputOptions &options) {
  if (options.format == "sarif" && report.findings.size() > SarifLimits().results)
    log("{0} findings are more than services take: the report holds the {1} that matter most",
        report.findings.size(), SarifLimits().results);
}

llvm::Error writeReport(const Report &report, const OutputOptions &options) {
  logLimits(report, options);
  std::string text = findFormat(options.format)->render(report, ReportOptions{wantsColor(options)});
  if (!options.file.empty())
    return writeFileAtomically(options.file, text);
  std::cout << text << std::flush;
  return llvm::Error::success();
}

Report makeReport(const Project &project, const Program &program, const Plan *plan) {
  FindOptions options;
  options.plan = plan;
  options.rootDirectory = project.rootDirectory;
  options.readSource = sourceOf;

  Report report;
  report.toolVersion = COAX_VERSION;
  report.rootDirectory = project.rootDirectory;
  for (const Rule &rule : allRules())
    report.rules.push_back(rule.info);
  report.findings = findAll({program, project.catalog}, options);
  takeSourceLines(report, sourceOf);
  report.problems = allProblems(project, program);
  report.incomplete = project.incomplete;
  report.stats.units = program.units;
  report.stats.sites = program.sites.size();
  for (const Function &function : program.functions)
    report.stats.functions += function.facts.hasBody ? 1 : 0;
  return report;
}

int runScan(const ScanOptions &options) {
  auto begin = std::chrono::steady_clock::now();
  llvm::Expected<Project> project = loadProject(options.project);
  if (!project)
    return fail(project.takeError());
  int exitCode = project->incomplete ? incomplete : 0;
  if (options.print == "summary")
    printSummaries(project->loaded.summaries);
  if (options.stopAfter == "summary")
    return exitCode;

  Program program = linkProject(*project);
  if (options.print == "program")
    std::cout << printProgram(program, project->rootDirectory);
  if (options.stopAfter == "program")
    return exitCode;
  if (!options.print.empty() && options.output.file.empty())
    return exitCode; // standard output holds the phase that was asked for

  llvm::Expected<std::optional<Plan>> plan = planFor(options.roots, *project, program);
  if (!plan)
    return fail(plan.takeError());
  Report report = makeReport(*project, program, *plan ? &**plan : nullptr);
  std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  vlog("scanned in {0} s", elapsed.count());
  if (options.time)
    report.stats.seconds = elapsed.count();
  if (llvm::Error error = writeReport(report, options.output))
    return fail(std::move(error));
  return exitCode;
}

void addScanCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<ScanOptions>();
  CLI::App *command =
      app.add_subcommand("scan", "Report every blocking call, how it is reached and where it runs");
  addProjectOptions(*command, options->project);
  addOutputOptions(*command, options->output);
  command
      ->add_option("--root", options->roots,
                   "Say for each finding what a migration of this function would do with it")
      ->allow_extra_args(false);
  CLI::IsMember phases({"summary", "program"});
  command->add_option("--print", options->print, "Print a phase instead of the report")
      ->check(phases);
  command->add_option("--stop-after", options->stopAfter, "End after a phase")->check(phases);
  command->add_flag("--time", options->time, "Put the wall time into the report (stats.seconds)");
  command->callback([options, &exitCode] { exitCode = runScan(*options); });
}

} // namespace coax
