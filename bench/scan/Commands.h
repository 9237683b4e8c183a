// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compilation database as commands that a bench can run.
#pragma once

#include "bench/scan/Runs.h"

#include <llvm/Support/Error.h>

namespace coax {

/// One unit of a compilation database.
struct UnitCommand {
  std::string directory, file;    ///< absolute
  std::vector<std::string> flags; ///< without the compiler, the output and -c; `file` is among them
};

/// The units of `build`/compile_commands.json. Fails as readJson() does.
llvm::Expected<std::vector<UnitCommand>> unitCommands(const std::string &build);

/// The yardstick: `compiler` checks each unit, warnings off, and writes nothing.
std::vector<Run> syntaxOnlyRuns(const std::vector<UnitCommand> &units, const std::string &compiler);

/// The file of `root` that most units include, by the compiler's own account; of several the first
/// by name. Empty if there is none.
std::string hottestHeader(const std::vector<UnitCommand> &units, const std::string &compiler,
                          const std::string &root);

} // namespace coax
