// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `coax catalog`: what coax knows to block. `coax catalog check FILE`: whether a catalog of the
// user can be read.
#pragma once

namespace CLI {
class App;
}

namespace coax {

/// Adds the subcommand. Its callback sets `exitCode`, which must outlive `app`: 0, or 2 where a
/// file cannot be read or nothing has the name that was asked for.
void addCatalogCommand(CLI::App &app, int &exitCode);

} // namespace coax
