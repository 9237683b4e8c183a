// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax rules: what is looked for.
#pragma once

namespace CLI {
class App;
}

namespace coax {

/// Adds `rules`; it never fails.
void addRulesCommand(CLI::App &app, int &exitCode);

} // namespace coax
