// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/LineScript.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace coax {

namespace {

using Lines = std::vector<std::string_view>;

/// Beyond this many differing lines a shortest script costs more memory than it is worth: Myers'
/// trace holds the square of it in 4-byte cells.
constexpr std::int32_t maxDistance = 4000;

/// The greedy search over diagonals k = x - y for the middle part of two texts.
class ShortestScript {
public:
  ShortestScript(const std::string_view *oldLines, std::int32_t oldSize,
                 const std::string_view *newLines, std::int32_t newSize)
      : oldLines_(oldLines), newLines_(newLines), oldSize_(oldSize), newSize_(newSize) {}

  /// Changes relative to the middle part, last first; nothing if the texts are too far apart.
  std::optional<std::vector<LineChange>> search() {
    std::vector<std::int32_t> farthest = {0};
    for (std::int32_t distance = 0; distance <= maxDistance; ++distance) {
      bool arrived = advance(farthest, distance);
      trace_.push_back(farthest);
      if (arrived)
        return walkBack(distance);
    }
    return std::nullopt;
  }

private:
  /// Row d of the trace holds x for the diagonals -d, -d + 2, …, d.
  static std::int32_t at(const std::vector<std::int32_t> &row, std::int32_t distance,
                         std::int32_t diagonal) {
    return row[static_cast<std::size_t>((diagonal + distance) / 2)];
  }

  /// True if diagonal k at this distance is best reached by inserting a line (from k + 1).
  static bool comesDown(const std::vector<std::int32_t> &previous, std::int32_t distance,
                        std::int32_t k) {
    if (k == -distance || k == distance)
      return k == -distance;
    return at(previous, distance - 1, k - 1) < at(previous, distance - 1, k + 1);
  }

  std::int32_t start(const std::vector<std::int32_t> &previous, std::int32_t distance,
                     std::int32_t k) const {
    if (distance == 0)
      return 0;
    return comesDown(previous, distance, k) ? at(previous, distance - 1, k + 1)
                                            : at(previous, distance - 1, k - 1) + 1;
  }

  bool advance(std::vector<std::int32_t> &farthest, std::int32_t distance) const {
    std::vector<std::int32_t> row;
    row.reserve(static_cast<std::size_t>(distance) + 1);
    bool arrived = false;
    for (std::int32_t k = -distance; k <= distance; k += 2) {
      std::int32_t x = start(farthest, distance, k);
      while (x < oldSize_ && x - k < newSize_ && x >= 0 && x - k >= 0 &&
             oldLines_[x] == newLines_[x - k])
        ++x;
      row.push_back(x);
      arrived |= x >= oldSize_ && x - k >= newSize_ && k == oldSize_ - newSize_;
    }
    farthest = std::move(row);
    return arrived;
  }

  std::vector<LineChange> walkBack(std::int32_t distance) const {
    std::vector<LineChange> changes;
    std::int32_t k = oldSize_ - newSize_;
    for (; distance > 0; --distance) {
      const std::vector<std::int32_t> &previous = trace_[static_cast<std::size_t>(distance) - 1];
      bool inserted = comesDown(previous, distance, k);
      k += inserted ? 1 : -1;
      std::int32_t x = at(previous, distance - 1, k);
      prepend(changes, static_cast<std::size_t>(x), static_cast<std::size_t>(x - k), inserted);
    }
    return changes;
  }

  /// Adds the step at (x, y), joining it with the change that follows it directly.
  static void prepend(std::vector<LineChange> &changes, std::size_t x, std::size_t y,
                      bool inserted) {
    LineChange step{x, x + !inserted, y, y + inserted};
    if (!changes.empty() && changes.back().oldBegin == step.oldEnd &&
        changes.back().newBegin == step.newEnd) {
      changes.back().oldBegin = x;
      changes.back().newBegin = y;
    } else {
      changes.push_back(step);
    }
  }

  const std::string_view *oldLines_;
  const std::string_view *newLines_;
  std::int32_t oldSize_;
  std::int32_t newSize_;
  std::vector<std::vector<std::int32_t>> trace_;
};

} // namespace

std::vector<std::string_view> splitLines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::vector<LineChange> lineScript(const Lines &oldLines, const Lines &newLines) {
  auto [oldDiffers, newDiffers] =
      std::mismatch(oldLines.begin(), oldLines.end(), newLines.begin(), newLines.end());
  auto [oldTail, newTail] =
      std::mismatch(oldLines.rbegin(), std::make_reverse_iterator(oldDiffers), newLines.rbegin(),
                    std::make_reverse_iterator(newDiffers));
  auto first = static_cast<std::size_t>(oldDiffers - oldLines.begin());
  auto oldSize = static_cast<std::size_t>(oldTail.base() - oldDiffers);
  auto newSize = static_cast<std::size_t>(newTail.base() - newDiffers);
  if (oldSize + newSize == 0)
    return {};
  std::vector<LineChange> whole = {{0, oldSize, 0, newSize}};
  ShortestScript middle(oldLines.data() + first, static_cast<std::int32_t>(oldSize),
                        newLines.data() + first, static_cast<std::int32_t>(newSize));
  std::vector<LineChange> changes = middle.search().value_or(std::move(whole));
  std::reverse(changes.begin(), changes.end());
  for (LineChange &change : changes)
    change = {change.oldBegin + first, change.oldEnd + first, change.newBegin + first,
              change.newEnd + first};
  return changes;
}

} // namespace coax
