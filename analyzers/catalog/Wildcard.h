// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Patterns of names and types in catalogs: `*` stands for any text, everything else for itself.
#pragma once

#include <string_view>

namespace coax {

/// True if the whole text fits the pattern. One search of the text for each part between stars.
bool matchesWildcard(std::string_view pattern, std::string_view text);

/// The type without cv, reference, pointer and template arguments: "const std::unique_lock<M> &" ⇒
/// "std::unique_lock".
std::string_view bareTypeName(std::string_view canonicalType);

/// True if `word` stands in the text as a whole identifier.
bool containsWord(std::string_view text, std::string_view word);

} // namespace coax
