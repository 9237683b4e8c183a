// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The report of `coax scan --format=json` ⇒ findings, as far as the join needs them.
#pragma once

#include "analyzers/model/Finding.h"

#include <llvm/Support/Error.h>

#include <string>
#include <string_view>
#include <vector>

namespace coax::profiler {

/// Paths stay as they are written, relative to the scan's root. Unknown keys are ignored. Fails
/// with `name` and what is wrong: no JSON, no list of findings, another version.
llvm::Expected<std::vector<Finding>> parseScanFindings(std::string_view text,
                                                       const std::string &name);

} // namespace coax::profiler
