// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax: finds blocking calls, rewrites them into awaitables, samples what blocks.
// stdout is the report, stderr the log. Exit codes: 0 clean, 1 findings, 2 usage, 3 incomplete.

#include "tool/commands/Catalog.h"
#include "tool/commands/Explain.h"
#include "tool/commands/Fix.h"
#include "tool/commands/Lint.h"
#include "tool/commands/Plan.h"
#include "tool/commands/Profile.h"
#include "tool/commands/Project.h"
#include "tool/commands/Ps.h"
#include "tool/commands/Rules.h"
#include "tool/commands/Scan.h"
#include "tool/commands/Vendor.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

int main(int argc, char **argv) {
  CLI::App app("Finds blocking calls in C++, rewrites them into awaitables, samples what blocks");
  app.name("coax");
  app.set_version_flag("--version", std::string("coax ") + COAX_VERSION);
  app.require_subcommand(1);
  int exitCode = 0;
  coax::addScanCommand(app, exitCode);
  coax::addLintCommand(app, exitCode);
  coax::addPlanCommand(app, exitCode);
  coax::addFixCommand(app, exitCode);
  coax::addProfileCommand(app, exitCode);
  coax::addPsCommands(app, exitCode);
  coax::addExplainCommand(app, exitCode);
  coax::addRulesCommand(app, exitCode);
  coax::addCatalogCommand(app, exitCode);
  coax::addVendorCommand(app, exitCode);
  try {
    std::vector<std::string> arguments =
        coax::withCompileFlags(app, {argv + std::min(argc, 1), argv + argc});
    std::reverse(arguments.begin(), arguments.end()); // CLI11 reads them from the back
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return exitCode;
}
