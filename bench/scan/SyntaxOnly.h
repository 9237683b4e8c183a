// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The yardstick: clang++ -fsyntax-only -w over a compilation database.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace coax {

/// One command, ready to be run.
struct CompilerRun {
  std::string directory;
  std::vector<std::string> arguments; ///< arguments[0] is the compiler
};

/// The units of `build`/compile_commands.json as runs of `compiler` that only check: outputs are
/// dropped, warnings off, everything else as it is. Fails as readJson() does.
llvm::Expected<std::vector<CompilerRun>> syntaxOnlyRuns(const std::string &build,
                                                        const std::string &compiler);

/// Runs them, `jobs` at a time, output thrown away. Returns how many failed.
unsigned runAll(const std::vector<CompilerRun> &runs, unsigned jobs);

} // namespace coax
