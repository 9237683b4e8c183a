// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The system headers of many units ⇒ in which stages each unit's parse reads them, so that units
// which have headers in common have stages in common. Pure; the order of units does not matter.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace coax {

/// What is known of one unit.
struct HeaderUse {
  std::string key; ///< only units with the same key share; with the empty one, none
  std::vector<std::string> headers;
  // What goes with the key, for who reads the headers.
  std::vector<std::size_t> own = {};          ///< of the unit's arguments: SharedCommand.h
  std::string opening = {}, undoOpening = {}; ///< lines of OpeningMacros: SystemIncludes.h
};

using Headers = std::vector<std::string>;

struct HeaderTree {
  /// For each unit the headers to read before it, stage by stage. Units share the stages that are
  /// equal from the first on and stand under the same key. What is not worth sharing is in none.
  std::vector<std::vector<Headers>> stages;
  /// All units; those with most in common follow one another.
  std::vector<std::size_t> order;
};

/// A stage is made for `fewest` units at least.
HeaderTree shareHeaders(const std::vector<HeaderUse> &units, std::size_t fewest);

} // namespace coax
