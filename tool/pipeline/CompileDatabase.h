// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// compile_commands.json ⇒ the units to look at. Commands are untrusted text from another compiler:
// nothing in them is executed, and what could load code or write files is taken out.
#pragma once

#include "analyzers/model/TuSummary.h"
#include "analyzers/tu/CompileUnit.h"

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace coax {

struct CompileDatabase {
  std::string path;               ///< of the compile_commands.json, absolute
  std::vector<CompileUnit> units; ///< sorted by file, then arguments; no two alike
  std::vector<Problem> problems;  ///< entries that cannot be used
};

/// Reads BUILD/compile_commands.json (`build` may also be the file itself). With an empty `build`
/// it is searched for in `start`, its "build" folder, and every directory above. Fails if there is
/// none or it cannot be read; the message says where it was looked for and how to make one.
llvm::Expected<CompileDatabase> loadCompileDatabase(const std::string &build,
                                                    const std::string &start);

/// Without a compile_commands.json: each of `files` is compiled with `flags` in the working
/// directory, as clang's tools do with what follows "--". `path` stays empty. Fails if there are no
/// files, or one is missing, a folder or neither C nor C++.
llvm::Expected<CompileDatabase> fixedDatabase(const std::vector<std::string> &files,
                                              const std::vector<std::string> &flags);

/// A command as it is given to the parser: without outputs, dependency files, plugins, precompiled
/// headers, launchers (ccache), and without options that clang does not know.
CompileUnit cleanUnit(CompileUnit unit);

/// Only the units whose file is one of `paths` or below one of them; all if `paths` is empty.
/// Relative paths start in the working directory.
std::vector<CompileUnit> unitsWithin(std::vector<CompileUnit> units,
                                     const std::vector<std::string> &paths);

} // namespace coax
