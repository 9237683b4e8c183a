// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the author of a function declares of it: [[clang::blocking]],
// annotate("coax::blocking(dns)").
#pragma once

#include "analyzers/model/TuSummary.h"

#include <string>
#include <string_view>

namespace coax {

bool isDeclaredBlocking(const FunctionFacts &facts);

/// The category in "coax::blocking(dns)"; "wait" where none is written, or one that there is not.
std::string annotatedCategory(std::string_view annotation);

/// A category is written that there is not.
bool hasUnknownCategory(std::string_view annotation);

} // namespace coax
