// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax fix: a verified diff on standard output, or written in place.
#pragma once

namespace CLI {
class App;
}

namespace coax {

/// Adds `fix`; `exitCode` is set when it was run: 0 if the diff was printed, the files were written
/// or nothing was to do; 2 if nothing could be done (also: a dirty git tree); 3 if some unit failed
/// or the rewritten sources do not compile. Nothing is written unless the result is 0.
void addFixCommand(CLI::App &app, int &exitCode);

} // namespace coax
