// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edits of one translation unit while they are being made: insertions around expressions nest,
// and a stretch of source can be taken out with everything that was done to it so far and put down
// elsewhere. Offsets are bytes of the original file.
#pragma once

#include "analyzers/model/Edit.h"

#include <clang/Basic/SourceManager.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// A stretch of one file: [begin, end) in bytes. Null if it does not stand in one piece in a file
/// that may be edited (a macro body, two files).
struct Stretch {
  clang::FileID file;
  unsigned begin = 0;
  unsigned end = 0;

  bool valid() const { return file.isValid(); }
  bool contains(const Stretch &inner) const {
    return file == inner.file && begin <= inner.begin && inner.end <= end;
  }
};

class SourceEdits {
public:
  SourceEdits(const clang::SourceManager &sources, const clang::LangOptions &options)
      : sources_(sources), options_(options) {}

  /// The bytes of a token range as written. An argument of a macro counts as written at its place.
  Stretch stretchOf(clang::SourceRange tokens) const;
  /// From the first byte of a token to its last.
  Stretch tokenAt(clang::SourceLocation location) const;
  /// The original text.
  llvm::StringRef text(const Stretch &stretch) const;

  /// Puts text around a stretch. Around the same stretch, a later call is the outer one.
  void wrap(const Stretch &stretch, std::string_view before, std::string_view after);
  void insertBefore(const Stretch &stretch, std::string_view text) { wrap(stretch, text, {}); }
  void insertAfter(const Stretch &stretch, std::string_view text) { wrap(stretch, {}, text); }
  /// A statement of its own in front of a statement, after those inserted before: on a line that is
  /// indented as the statement is, and by `deeper`; on the same line if others stand there.
  void insertStatement(const Stretch &before, std::string_view text, std::string_view deeper = {});
  /// True if nothing but white space stands before the stretch on its line.
  bool startsLine(const Stretch &stretch) const;
  /// Drops what was done inside.
  void replace(const Stretch &stretch, std::string text);
  /// The text as edited so far; the edits inside are forgotten, so the caller must put it
  /// somewhere.
  std::string take(const Stretch &stretch);

  /// True if a file was edited.
  bool touched(clang::FileID file) const;
  std::vector<clang::FileID> files() const;

  /// Edits made from here on belong to this function.
  void setOwner(std::string usr) { owner_ = std::move(usr); }
  const std::string &owner() const { return owner_; }

  /// Sorted by file and offset; at most one an offset.
  std::vector<Edit> finish() const;

  const clang::SourceManager &sources() const { return sources_; }
  const clang::LangOptions &options() const { return options_; }

private:
  /// One side of what was put around a stretch; `other` is the offset of its other side.
  struct Side {
    std::string text;
    unsigned other;
  };
  /// What happens at one offset, in the order in which it reads.
  struct Slot {
    std::vector<Side> closing; ///< the inner first
    std::string leading;       ///< whole statements
    std::vector<Side> opening; ///< the outer first
    std::string replacement;
    unsigned removed = 0;
    std::string owner;
  };
  using Slots = std::map<unsigned, Slot>;

  Slot &slot(clang::FileID file, unsigned offset);
  /// Removes the sides that `wanted` holds for, and returns their text.
  template <typename Wanted> static std::string extract(std::vector<Side> &sides, Wanted wanted);
  static std::string joined(const std::vector<Side> &sides);

  const clang::SourceManager &sources_;
  const clang::LangOptions &options_;
  std::map<clang::FileID, Slots> files_;
  std::string owner_;
};

/// Absolute, normalised path of a file; as in TuSummary.
std::string pathOf(const clang::SourceManager &sources, clang::FileID file);

} // namespace coax
