// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a program to its end and keeps what it said.
#pragma once

#include <string>
#include <vector>

namespace coax {

struct ProgramResult {
  int exitCode = -1; ///< 128 + N if signal N ended it
  std::string out;   ///< standard output
  std::string err;   ///< standard error
};

/// `command[0]` is found in PATH unless it holds a slash. Standard input is empty. `directory` is
/// the working directory; empty: the caller's. Throws std::system_error if it cannot be started.
ProgramResult runProgram(const std::vector<std::string> &command,
                         const std::string &directory = {});

/// As above, the coax of this build tree with `arguments`.
ProgramResult runCoax(std::vector<std::string> arguments, const std::string &directory = {});

} // namespace coax
