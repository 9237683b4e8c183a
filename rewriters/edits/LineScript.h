// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two texts ⇒ which lines went and which came. Source: E. W. Myers, "An O(ND) Difference Algorithm
// and Its Variations", Algorithmica 1 (1986).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace coax {

/// Lines [oldBegin, oldEnd) of the old text became lines [newBegin, newEnd) of the new one.
/// 0-based.
struct LineChange {
  std::size_t oldBegin = 0, oldEnd = 0;
  std::size_t newBegin = 0, newEnd = 0;

  bool operator==(const LineChange &) const = default;
};

/// The lines of `text` with their line ends; only '\n' ends a line. The last may lack it.
std::vector<std::string_view> splitLines(std::string_view text);

/// The shortest list of changes, in order, with equal lines between any two of them. Texts that
/// differ in more than some thousand lines get one change from the first difference to the last.
std::vector<LineChange> lineScript(const std::vector<std::string_view> &oldLines,
                                   const std::vector<std::string_view> &newLines);

} // namespace coax
