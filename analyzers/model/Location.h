// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where something stands in the source. Lines and columns are 1-based, columns count bytes.
#pragma once

#include "analyzers/base/Text.h"

#include <compare>
#include <utility>

namespace coax {

struct Location {
  Text file; ///< Absolute, normalised path; empty where nothing is known.
  unsigned line = 0;
  unsigned column = 0;

  auto operator<=>(const Location &) const = default;
};

/// A stretch of one file: [begin, end). The end is one past the last byte of the last token.
struct Range {
  Location begin;
  unsigned endLine = 0;
  unsigned endColumn = 0;

  bool contains(const Location &place) const {
    if (place.file != begin.file)
      return false;
    auto at = std::pair(place.line, place.column);
    return std::pair(begin.line, begin.column) <= at && at < std::pair(endLine, endColumn);
  }
  auto operator<=>(const Range &) const = default;
};

} // namespace coax
