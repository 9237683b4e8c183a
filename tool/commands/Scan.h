// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax scan: every blocking call of a project, how it is reached, and in which context.
#pragma once

#include "analyzers/model/Plan.h"
#include "tool/commands/Project.h"
#include "tool/report/Report.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace coax {

/// Where a report goes and in which form; the same for all commands that write one.
struct OutputOptions {
  std::string format = "text";
  std::string file;           ///< -o; empty: standard output
  std::string color = "auto"; ///< "auto", "always", "never"
};

struct ScanOptions {
  ProjectOptions project;
  OutputOptions output;
  std::vector<std::string> roots; ///< --root: findings carry the verdict of the plan for these
  std::string print;              ///< a phase: "summary", "program"; empty: none
  std::string stopAfter;          ///< a phase: "summary", "program"; empty: none
  bool time = false;              ///< put the wall time into the report
};

void addOutputOptions(CLI::App &command, OutputOptions &options);

/// Writes the report. Fails if the file cannot be written.
llvm::Error writeReport(const Report &report, const OutputOptions &options);

/// Rules over a linked program, with suppression comments read from the sources. `plan` may be
/// null.
Report makeReport(const Project &project, const Program &program, const Plan *plan = nullptr);

/// 0; 2 if nothing could be done, then a message is on stderr; 3 if some unit failed.
int runScan(const ScanOptions &options);

/// Adds `scan`; `exitCode` is set when it was run.
void addScanCommand(CLI::App &app, int &exitCode);

} // namespace coax
