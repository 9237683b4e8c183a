// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Diff.h"

#include "analyzers/base/Paths.h"
#include "rewriters/edits/LineScript.h"

#include <algorithm>

namespace coax {

namespace {

using Lines = std::vector<std::string_view>;
constexpr std::size_t contextLines = 3;

/// Changes so near to each other that their context lines meet.
struct Hunk {
  std::vector<LineChange> changes;
};

std::vector<Hunk> groupChanges(const std::vector<LineChange> &changes) {
  std::vector<Hunk> hunks;
  for (const LineChange &change : changes) {
    bool apart =
        hunks.empty() || change.oldBegin - hunks.back().changes.back().oldEnd > 2 * contextLines;
    if (apart)
      hunks.emplace_back();
    hunks.back().changes.push_back(change);
  }
  return hunks;
}

/// "12,3"; a count of one is left out, an empty range names the line before it.
std::string rangeText(std::size_t begin, std::size_t end) {
  std::size_t count = end - begin;
  std::size_t line = count == 0 ? begin : begin + 1;
  return count == 1 ? std::to_string(line) : std::to_string(line) + ',' + std::to_string(count);
}

void appendLine(std::string &out, char mark, std::string_view line) {
  out.append(1, mark).append(line);
  if (!line.ends_with('\n'))
    out.append("\n\\ No newline at end of file\n");
}

void appendHunk(std::string &out, const Hunk &hunk, const Lines &oldLines, const Lines &newLines) {
  const LineChange &first = hunk.changes.front();
  const LineChange &last = hunk.changes.back();
  std::size_t before = std::min(first.oldBegin, contextLines);
  std::size_t after = std::min(oldLines.size() - last.oldEnd, contextLines);
  out += "@@ -" + rangeText(first.oldBegin - before, last.oldEnd + after) + " +" +
         rangeText(first.newBegin - before, last.newEnd + after) + " @@\n";
  std::size_t line = first.oldBegin - before;
  for (const LineChange &change : hunk.changes) {
    for (; line < change.oldBegin; ++line)
      appendLine(out, ' ', oldLines[line]);
    for (; line < change.oldEnd; ++line)
      appendLine(out, '-', oldLines[line]);
    for (std::size_t added = change.newBegin; added < change.newEnd; ++added)
      appendLine(out, '+', newLines[added]);
  }
  for (; line < last.oldEnd + after; ++line)
    appendLine(out, ' ', oldLines[line]);
}

/// The name as git writes it: C-quoted if it holds a control character, a quote or a backslash; a
/// name with a space is closed by a tab, as GNU diff does.
std::string quotedName(std::string_view prefix, std::string_view path) {
  std::string name(prefix);
  bool needsQuotes = false;
  for (char letter : path) {
    auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || byte == 0x7f) {
      const char octal[] = {'\\', static_cast<char>('0' + (byte >> 6)),
                            static_cast<char>('0' + (byte >> 3 & 7)),
                            static_cast<char>('0' + (byte & 7)), '\0'};
      name += octal;
      needsQuotes = true;
    } else if (letter == '"' || letter == '\\') {
      name.append(1, '\\').append(1, letter);
      needsQuotes = true;
    } else {
      name += letter;
    }
  }
  if (needsQuotes)
    return '"' + name + '"';
  return path.find(' ') == std::string_view::npos ? name : name + '\t';
}

void appendFile(std::string &out, const FileChange &change, std::string_view root) {
  Lines oldLines = splitLines(change.before);
  Lines newLines = splitLines(change.after);
  std::vector<Hunk> hunks = groupChanges(lineScript(oldLines, newLines));
  if (hunks.empty())
    return;
  std::string path = relativeTo(change.file, root);
  std::string_view separator = std::string_view(path).starts_with('/') ? "" : "/";
  out += "--- " + quotedName(std::string("a").append(separator), path) + '\n';
  out += "+++ " + quotedName(std::string("b").append(separator), path) + '\n';
  for (const Hunk &hunk : hunks)
    appendHunk(out, hunk, oldLines, newLines);
}

} // namespace

std::string unifiedDiff(llvm::ArrayRef<FileChange> changes, std::string_view root) {
  std::string out;
  for (const FileChange &change : changes)
    appendFile(out, change, root);
  return out;
}

} // namespace coax
