// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Plan for people and for programs. Sees only the model; deterministic to the byte.
#pragma once

#include "analyzers/model/Plan.h"

#include <string>
#include <vector>

namespace coax {

/// One line a function with its reason, one a call below it, and a count at the end.
std::string planAsText(const Plan &plan, const std::string &rootDirectory);

/// docs/formats/plan-json.md. Ends with a newline.
std::string planAsJson(const Plan &plan, const std::string &rootDirectory,
                       const std::string &toolVersion, const std::vector<Problem> &problems);

} // namespace coax
