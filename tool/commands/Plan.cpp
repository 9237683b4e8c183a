// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Plan.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Log.h"
#include "tool/commands/Migration.h"
#include "tool/report/PlanReport.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace coax {
namespace {

struct PlanCommandOptions {
  MigrationOptions migration;
  std::string format = "text";
  std::string file;
};

int fail(llvm::Error error) {
  elog("{0}", llvm::toString(std::move(error)));
  return 2;
}

int runPlan(const PlanCommandOptions &options) {
  auto prepared = prepareMigration(options.migration);
  if (!prepared)
    return fail(prepared.takeError());
  const Plan &plan = prepared->migration.plan;
  const std::string &root = prepared->project.rootDirectory;
  for (const Problem &problem : prepared->migration.problems)
    elog("{0}", problem.message);
  std::string text = options.format == "json"
                         ? planAsJson(plan, root, COAX_VERSION, prepared->migration.problems)
                         : planAsText(plan, root);
  if (options.file.empty())
    std::cout << text << std::flush;
  else if (llvm::Error error = writeFileAtomically(options.file, text))
    return fail(std::move(error));
  bool complete = !prepared->project.incomplete && prepared->migration.problems.empty();
  return complete ? 0 : 3;
}

} // namespace

void addPlanCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<PlanCommandOptions>();
  CLI::App *command =
      app.add_subcommand("plan", "Say what fix would do with every function and call, and why");
  addMigrationOptions(*command, options->migration);
  command->add_option("--format", options->format, "Form of the plan")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("-o", options->file, "Write the plan to this file");
  command->callback([options, &exitCode] { exitCode = runPlan(*options); });
}

} // namespace coax
