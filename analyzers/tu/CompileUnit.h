// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How one translation unit is compiled. A plain value: no clang types.
#pragma once

#include <string>
#include <vector>

namespace coax {

struct CompileUnit {
  std::string file;                   ///< absolute, normalised
  std::string directory;              ///< where relative paths in the arguments start
  std::vector<std::string> arguments; ///< the compiler's name first, the file among them
  std::vector<std::string> targets{}; ///< what its object files are parts of, as far as their names
                                      ///< tell: "/build/CMakeFiles/app.dir"; sorted

  bool operator==(const CompileUnit &) const = default;
};

/// The same command as C++20 (or later, if it asks for that), with the headers of the coroutine
/// runtime in its include path: how rewritten sources are parsed under the command of the original.
CompileUnit asCoroutineUnit(CompileUnit unit, const std::string &runtimeInclude);

} // namespace coax
