// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax plan: what fix would do, and why not where it would not.
#pragma once

namespace CLI {
class App;
}

namespace coax {

/// Adds `plan`; `exitCode` is set when it was run: 0; 2 if nothing could be done; 3 if some unit
/// failed or the rewritten sources could not be verified.
void addPlanCommand(CLI::App &app, int &exitCode);

} // namespace coax
