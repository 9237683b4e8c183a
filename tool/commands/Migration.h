// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What plan and fix share: a project and roots ⇒ a verified migration.
#pragma once

#include "rewriters/verify/Migrate.h"
#include "tool/commands/Project.h"

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

/// Plans, rewrites in memory and verifies. Writes nothing. Forks: call it before any thread is
/// started. Fails where nothing can be done: no database, no such root, no runtime headers.
llvm::Expected<PreparedMigration> prepareMigration(const MigrationOptions &options);

} // namespace coax
