// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax lint: the gate. Fails when a project gained a finding that matters.
#pragma once

#include "tool/commands/Scan.h"

#include <string>

namespace CLI {
class App;
}

namespace coax {

struct LintOptions {
  ProjectOptions project;
  OutputOptions output;
  std::string failOn = "error"; ///< lowest severity that fails: "note", "warning", "error"
  std::string baseline;         ///< --baseline; empty: none
  bool updateBaseline = false;  ///< write the baseline instead of comparing with it
  std::string since;            ///< --since; empty: none
};

/// 0 if no finding of that severity is open; 1 if one is; 2 if nothing could be done; 3 if none is
/// but some unit failed. The report holds the findings that can fail, suppressed and known ones
/// and those older than --since marked.
int runLint(const LintOptions &options);

/// Adds `lint`; `exitCode` is set when it was run.
void addLintCommand(CLI::App &app, int &exitCode);

} // namespace coax
