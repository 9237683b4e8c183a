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

  bool operator==(const CompileUnit &) const = default;
};

} // namespace coax
