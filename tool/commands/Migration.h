// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What plan and fix share: a project and roots ⇒ a verified migration.
#pragma once

#include "rewriters/verify/Migrate.h"
#include "tool/commands/Project.h"

#include <functional>
#include <string>
#include <vector>

namespace coax {

struct MigrationOptions {
  ProjectOptions project;
  std::vector<std::string> roots;
  std::string runtimeInclude; ///< --runtime-include; empty: see runtimeIncludeDirectory()
};

struct PreparedMigration {
  Project project;
  Migration migration;
};

/// --root, --runtime-include and the options of a project.
void addMigrationOptions(CLI::App &command, MigrationOptions &options);

/// Sources of the project that somebody wrote: inside the root, not in the build folder.
std::function<bool(const std::string &)> writableIn(const Project &project);

/// Fails if the program has no function of the name of some root, with the remedy.
llvm::Error requireRoots(const Plan &plan);

/// Plans, rewrites in memory and verifies. Writes nothing. Forks: call it before any thread is
/// started. Fails where nothing can be done: no database, no such root, no runtime headers.
llvm::Expected<PreparedMigration> prepareMigration(const MigrationOptions &options);

} // namespace coax
