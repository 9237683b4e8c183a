// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax ps and coax pstree: the live tasks of a program that runs on the runtime and lets itself be
// looked at.
#pragma once

namespace CLI {
class App;
}

namespace coax {

/// Adds `ps` and `pstree`; `exitCode` is set when one was run: 0, or 2 where the program cannot be
/// asked.
void addPsCommands(CLI::App &app, int &exitCode);

} // namespace coax
