// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax vendor DIR: the sources of the runtime in a folder of the project, for
// add_subdirectory(DIR).
#pragma once

namespace CLI {
class App;
}

namespace coax {

/// Adds the subcommand. Its callback sets `exitCode`, which must outlive `app`: 0, or 2 where
/// nothing was written because DIR holds something else or cannot be written.
void addVendorCommand(CLI::App &app, int &exitCode);

} // namespace coax
