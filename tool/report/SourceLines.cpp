// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/SourceLines.h"

#include <algorithm>
#include <set>

namespace coax {
namespace {

using Wanted = std::map<std::string, std::set<unsigned>>;

void want(Wanted &wanted, const Location &place, unsigned context) {
  if (place.file.empty() || place.line == 0)
    return;
  unsigned first = place.line > context ? place.line - context : 1;
  for (unsigned line = first; line <= place.line + context; ++line)
    wanted[place.file].insert(line);
}

std::map<unsigned, std::string> linesOf(const std::string &content,
                                        const std::set<unsigned> &numbers) {
  std::map<unsigned, std::string> lines;
  unsigned number = 1;
  for (std::size_t begin = 0; begin < content.size(); ++number) {
    std::size_t end = std::min(content.find('\n', begin), content.size());
    if (numbers.contains(number)) {
      bool carriageReturn = end > begin && content[end - 1] == '\r';
      lines[number] = content.substr(begin, end - begin - (carriageReturn ? 1 : 0));
    }
    begin = end + 1;
  }
  return lines;
}

} // namespace

void takeSourceLines(Report &report,
                     const std::function<std::optional<std::string>(const std::string &)> &read,
                     unsigned context) {
  Wanted wanted;
  for (const Finding &finding : report.findings) {
    want(wanted, finding.range.begin, context);
    want(wanted, {finding.range.begin.file, finding.range.endLine, 1}, 0);
    for (const Hop &hop : finding.chain)
      want(wanted, hop.location, 0);
  }
  for (const auto &[file, numbers] : wanted)
    if (std::optional<std::string> content = read(file))
      report.lines[file] = linesOf(*content, numbers);
}

const std::string *sourceLine(const Report &report, const std::string &file, unsigned line) {
  auto lines = report.lines.find(file);
  if (lines == report.lines.end())
    return nullptr;
  auto found = lines->second.find(line);
  return found == lines->second.end() ? nullptr : &found->second;
}

unsigned codePointColumn(const Report &report, const std::string &file, unsigned line,
                         unsigned byteColumn) {
  const std::string *text = sourceLine(report, file, line);
  if (!text || byteColumn == 0)
    return byteColumn;
  std::size_t before = std::min<std::size_t>(byteColumn - 1, text->size());
  auto continuations =
      std::count_if(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(before),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
  return byteColumn - static_cast<unsigned>(continuations);
}

} // namespace coax
