// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Fix.h"

#include "analyzers/base/Log.h"
#include "analyzers/base/Paths.h"
#include "rewriters/edits/CleanTree.h"
#include "rewriters/edits/Diff.h"
#include "rewriters/edits/Write.h"
#include "tool/commands/Migration.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace coax {
namespace {

constexpr int usageError = 2;
constexpr int incomplete = 3;

struct FixOptions {
  MigrationOptions migration;
  bool apply = false;
  bool force = false;
};

int fail(llvm::Error error) {
  elog("{0}", llvm::toString(std::move(error)));
  return usageError;
}

llvm::Error requireCleanTree(const std::vector<FileChange> &changes) {
  std::vector<std::string> files;
  for (const FileChange &change : changes)
    files.push_back(change.file);
  auto state = inspectTree(files);
  if (!state)
    return state.takeError();
  for (const std::string &note : state->notes)
    log("{0}", note);
  return requireClean(*state);
}

llvm::Error write(const std::string &root, const std::vector<FileChange> &changes, bool force) {
  auto recovery = recoverInterruptedWrite(root);
  if (!recovery)
    return recovery.takeError();
  for (const std::string &file : recovery->leftChanged)
    log("{0} was changed since an interrupted write; its old content is kept beside it", file);
  if (!force)
    if (llvm::Error error = requireCleanTree(changes))
      return error;
  return writeChanges(root, changes);
}

void logResult(const PreparedMigration &prepared, bool applied) {
  std::size_t kept = 0;
  for (const CallPlan &call : prepared.migration.plan.calls)
    kept += call.action == CallAction::Keep ? 1 : 0;
  std::size_t files = prepared.migration.changes.size();
  if (files == 0)
    return log("nothing to change; {0} blocking calls stay", kept);
  log("{0} {1} {2}; {3} blocking calls stay (coax plan says why)",
      applied ? "rewrote" : "would rewrite", files, files == 1 ? "file" : "files", kept);
}

int runFix(const FixOptions &options) {
  auto prepared = prepareMigration(options.migration);
  if (!prepared)
    return fail(prepared.takeError());
  const Migration &migration = prepared->migration;
  for (const Problem &problem : migration.problems)
    elog("{0}", problem.message);
  if (prepared->project.incomplete)
    elog("not every unit could be read, so callers may be missing: nothing was changed; make them "
         "compile, or leave them out with PATH arguments");
  if (prepared->project.incomplete || !migration.problems.empty())
    return incomplete;
  const std::string &root = prepared->project.rootDirectory;
  if (!options.apply)
    std::cout << unifiedDiff(migration.changes, root) << std::flush;
  else if (llvm::Error error = write(root, migration.changes, options.force))
    return fail(std::move(error));
  logResult(*prepared, options.apply);
  return 0;
}

} // namespace

void addFixCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<FixOptions>();
  CLI::App *command =
      app.add_subcommand("fix", "Rewrite blocking calls into awaitables; print the verified diff");
  addMigrationOptions(*command, options->migration);
  command->add_flag("--apply", options->apply, "Write the changes instead of printing them");
  command->add_flag("--force", options->force, "Write even if git has changes not committed");
  command->callback([options, &exitCode] { exitCode = runFix(*options); });
}

} // namespace coax
