// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Migration.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Log.h"
#include "analyzers/base/Paths.h"
#include "tool/commands/ProgressBar.h"
#include "tool/pipeline/RuntimeHeaders.h"
#include "tool/pipeline/Workers.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/FileSystem.h>

#include <algorithm>

namespace coax {
namespace {

std::string buildDirectoryOf(const Project &project) {
  const std::string &database = project.loaded.database;
  return database.substr(0, database.rfind('/'));
}

std::vector<SourceUnit> sourceUnits(const Project &project, const std::string &runtimeInclude) {
  std::vector<SourceUnit> units;
  for (std::size_t i = 0; i < project.loaded.units.size(); ++i) {
    SourceUnit unit{project.loaded.units[i], project.loaded.summaries[i].dependencies};
    bool migrated =
        std::any_of(unit.dependencies.begin(), unit.dependencies.end(),
                    [&](const std::string &file) { return isWithin(file, runtimeInclude); });
    if (migrated)
      unit.compile = asCoroutineUnit(std::move(unit.compile), runtimeInclude);
    units.push_back(std::move(unit));
  }
  return units;
}

MapWork inWorkers(const ProjectOptions &project) {
  bool shown = !project.quiet && wantsProgress(project.progress);
  return [jobs = project.jobs, shown](std::size_t count,
                                      const std::function<std::string(std::size_t)> &work) {
    ProgressBar bar(shown, "checking");
    auto progress = [&](std::size_t done) { bar.show(done, count, ""); };
    WorkOptions options;
    options.jobs = jobs;
    options.progress = progress;
    std::vector<std::string> bytes;
    for (UnitResult &result : mapUnits(count, work, options))
      bytes.push_back(std::move(result.bytes));
    return bytes;
  };
}

} // namespace

std::function<bool(const std::string &)> writableIn(const Project &project) {
  std::string root = project.rootDirectory;
  std::string build = buildDirectoryOf(project);
  bool separate = build != root && isWithin(build, root);
  return [root, build, separate](const std::string &file) {
    return isWithin(file, root) && !(separate && isWithin(file, build));
  };
}

llvm::Error requireRoots(const Plan &plan) {
  if (plan.missingRoots.empty())
    return llvm::Error::success();
  return makeError("no function of the program is called '{0}'; name a function with a body in the "
                   "scanned units, as `coax scan` prints it, or FILE:NAME where several match",
                   plan.missingRoots.front());
}

void addMigrationOptions(CLI::App &command, MigrationOptions &options) {
  command
      .add_option("--root", options.roots,
                  "A function that becomes asynchronous, with all that it reaches; several may be "
                  "given (default: main)")
      ->allow_extra_args(false);
  command.add_option("--runtime-include", options.runtimeInclude,
                     "The folder of <coax/coax.hpp>, if it is not beside this tool");
  addProjectOptions(command, options.project);
}

llvm::Expected<PreparedMigration> prepareMigration(const MigrationOptions &options) {
  std::string include = options.runtimeInclude.empty() ? runtimeIncludeDirectory()
                                                       : absolutePath(options.runtimeInclude);
  if (!llvm::sys::fs::exists(include + "/coax/coax.hpp"))
    return makeError("{0}: no coax/coax.hpp there; give the folder of the runtime's headers with "
                     "--runtime-include",
                     include);
  ProjectOptions projectOptions = options.project;
  projectOptions.runtimeInclude = include;
  auto project = loadProject(projectOptions);
  if (!project)
    return project.takeError();
  std::vector<SourceUnit> units = sourceUnits(*project, include);

  MigrateOptions migrateOptions;
  if (!options.roots.empty())
    migrateOptions.plan.roots = options.roots;
  migrateOptions.plan.writable = writableIn(*project);
  migrateOptions.runtimeInclude = include;
  migrateOptions.map = inWorkers(options.project);
  Migration migration = migrateUntilSettled(std::move(project->loaded.summaries), project->catalog,
                                            std::move(units), migrateOptions);
  if (llvm::Error error = requireRoots(migration.plan))
    return error;
  vlog("planned in {0} rounds", migration.rounds);
  return PreparedMigration{std::move(*project), std::move(migration)};
}

} // namespace coax
