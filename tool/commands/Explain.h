// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax explain: the page of a rule, or all that is known of one finding.
#pragma once

#include "tool/commands/Project.h"

#include <string>

namespace CLI {
class App;
}

namespace coax {

struct ExplainOptions {
  ProjectOptions project; ///< for findings only
  std::string topic;      ///< a rule's name or code, or the first digits of a fingerprint
};

/// 0; 2 if there is no such rule or finding; 3 if there is none but some unit failed.
int runExplain(const ExplainOptions &options);

/// Adds `explain`; `exitCode` is set when it was run.
void addExplainCommand(CLI::App &app, int &exitCode);

} // namespace coax
