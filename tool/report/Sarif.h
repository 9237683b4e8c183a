// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SARIF within the limits of the services that read it.
#pragma once

#include "tool/report/Report.h"

#include <cstddef>
#include <string>

namespace coax {

/// What code-scanning services take. A file over a limit is refused as a whole, so what is over is
/// left out and a notification in the log says so. Source: docs.github.com, "SARIF support for code
/// scanning", "Validating your SARIF file": 25,000 results a run; 10,000 thread flow locations a
/// result, of which 1,000 are shown.
struct SarifLimits {
  std::size_t results = 25000;
  std::size_t steps = 1000; ///< of one chain; at least 2
};

/// Results that are open and severe are kept before others; those kept stand in the order of the
/// report. A chain that is too long loses steps in its middle.
std::string renderSarifWithin(const Report &report, const SarifLimits &limits);

} // namespace coax
