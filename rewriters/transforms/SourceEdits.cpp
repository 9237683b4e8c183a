// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/SourceEdits.h"

#include "analyzers/base/Paths.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/Basic/FileManager.h>
#include <clang/Lex/Lexer.h>
#include <llvm/ADT/SmallString.h>

#include <algorithm>
#include <utility>

namespace coax {

std::string pathOf(const clang::SourceManager &sources, clang::FileID file) {
  auto entry = sources.getFileEntryRefForID(file);
  if (!entry)
    return {};
  llvm::SmallString<256> path(entry->getName());
  sources.getFileManager().makeAbsolutePath(path);
  return absolutePath(path.str());
}

Stretch SourceEdits::stretchOf(clang::SourceRange tokens) const {
  clang::CharSourceRange range = clang::Lexer::makeFileCharRange(
      clang::CharSourceRange::getTokenRange(tokens), sources_, options_);
  if (range.isInvalid())
    return {};
  auto [file, begin] = sources_.getDecomposedLoc(range.getBegin());
  auto [endFile, end] = sources_.getDecomposedLoc(range.getEnd());
  if (file != endFile || end < begin)
    return {};
  return {file, begin, end};
}

Stretch SourceEdits::tokenAt(clang::SourceLocation location) const {
  return stretchOf(clang::SourceRange(location));
}

llvm::StringRef SourceEdits::text(const Stretch &stretch) const {
  return sources_.getBufferData(stretch.file).slice(stretch.begin, stretch.end);
}

SourceEdits::Slot &SourceEdits::slot(clang::FileID file, unsigned offset) {
  Slot &slot = files_[file][offset];
  if (slot.owner.empty())
    slot.owner = owner_;
  return slot;
}

void SourceEdits::wrap(const Stretch &stretch, std::string_view before, std::string_view after) {
  if (!before.empty()) {
    Slot &begin = slot(stretch.file, stretch.begin);
    begin.opening.insert(begin.opening.begin(), {std::string(before), stretch.end});
  }
  if (!after.empty())
    slot(stretch.file, stretch.end).closing.push_back({std::string(after), stretch.begin});
}

template <typename Wanted>
std::string SourceEdits::extract(std::vector<Side> &sides, Wanted wanted) {
  std::string text;
  for (const Side &side : sides)
    if (wanted(side))
      text += side.text;
  std::erase_if(sides, wanted);
  return text;
}

std::string SourceEdits::joined(const std::vector<Side> &sides) {
  std::string text;
  for (const Side &side : sides)
    text += side.text;
  return text;
}

void SourceEdits::insertStatement(const Stretch &before, std::string_view text,
                                  std::string_view deeper) {
  Slot &begin = slot(before.file, before.begin);
  begin.leading += text;
  if (startsLine(before))
    begin.leading += "\n" + indentationAt(*this, before) + std::string(deeper);
  else
    begin.leading += " ";
}

bool SourceEdits::startsLine(const Stretch &stretch) const {
  llvm::StringRef line = text({stretch.file, 0, stretch.begin}).rtrim(" \t");
  return line.empty() || line.ends_with("\n");
}

void SourceEdits::replace(const Stretch &stretch, std::string text) {
  take(stretch);
  Slot &begin = slot(stretch.file, stretch.begin);
  begin.replacement = std::move(text);
  begin.removed = stretch.end - stretch.begin;
}

std::string SourceEdits::take(const Stretch &stretch) {
  Slots &slots = files_[stretch.file];
  std::string result;
  unsigned at = stretch.begin;
  auto copyUpTo = [&](unsigned offset) {
    if (offset > at)
      result += text({stretch.file, at, offset});
    at = std::max(at, offset);
  };
  for (auto i = slots.lower_bound(stretch.begin); i != slots.end() && i->first <= stretch.end;) {
    Slot &slot = i->second;
    copyUpTo(i->first);
    if (i->first > stretch.begin) // not what closes around more than this stretch
      result += extract(slot.closing, [&](const Side &s) { return s.other >= stretch.begin; });
    if (i->first > stretch.begin && i->first < stretch.end)
      result += std::exchange(slot.leading, {});
    if (i->first < stretch.end) {
      result += extract(slot.opening, [&](const Side &s) { return s.other <= stretch.end; });
      result += std::exchange(slot.replacement, {});
      at = i->first + std::exchange(slot.removed, 0);
    }
    bool empty =
        slot.closing.empty() && slot.leading.empty() && slot.opening.empty() && slot.removed == 0;
    i = empty ? slots.erase(i) : std::next(i);
  }
  copyUpTo(stretch.end);
  return result;
}

bool SourceEdits::touched(clang::FileID file) const {
  auto found = files_.find(file);
  return found != files_.end() && !found->second.empty();
}

std::vector<clang::FileID> SourceEdits::files() const {
  std::vector<clang::FileID> result;
  for (const auto &[file, slots] : files_)
    if (!slots.empty())
      result.push_back(file);
  return result;
}

std::vector<Edit> SourceEdits::finish() const {
  std::vector<Edit> edits;
  for (const auto &[file, slots] : files_) {
    std::string path = pathOf(sources_, file);
    for (const auto &[offset, slot] : slots)
      edits.push_back(
          {path, offset, slot.removed,
           joined(slot.closing) + slot.leading + joined(slot.opening) + slot.replacement,
           slot.owner});
  }
  std::sort(edits.begin(), edits.end());
  return edits;
}

} // namespace coax
