// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/rules/Expectations.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <sstream>

namespace coax {
namespace {

struct Mark {
  std::string directive;
  std::string rule;
  std::optional<std::string> text; ///< part of the message, or of the reason of a suppression
  std::string via;                 ///< functions of the chain, " -> " between them
  unsigned line = 0;
};

struct Marks {
  std::vector<Mark> marks;
  std::vector<std::string> errors;
};

void parseMark(const std::string &text, unsigned line, Marks &marks) {
  static const std::regex form(
      R"re(\s*(expect-finding|expect-suppressed|known-miss|known-false-alarm):\s*([a-z0-9-]+)(?:\s+"([^"]*)")?(?:\s+via (.*?))?\s*)re");
  std::smatch match;
  if (!std::regex_match(text, match, form)) {
    marks.errors.push_back(std::to_string(line) + ": unknown directive:" + text);
    return;
  }
  std::optional<std::string> part;
  if (match[3].matched)
    part = match[3];
  marks.marks.push_back({match[1], match[2], part, match[4], line});
}

Marks parseMarks(std::string_view source) {
  static const std::regex directive(R"(//(\s*(?:expect|known)-[a-z-]+.*)$)");
  Marks marks;
  std::istringstream lines{std::string(source)};
  std::string line, part;
  for (unsigned number = 1; std::getline(lines, line); ++number) {
    std::smatch match;
    if (!std::regex_search(line, match, directive))
      continue;
    std::istringstream parts{match[1].str()};
    while (std::getline(parts, part, ';'))
      parseMark(part, number, marks);
  }
  return marks;
}

std::string chainOf(const Finding &finding) {
  std::string chain;
  for (const Hop &hop : finding.chain)
    chain += (chain.empty() ? "" : " -> ") + hop.function;
  return chain;
}

bool meets(const Finding &finding, const Mark &mark) {
  bool suppressed = mark.directive == "expect-suppressed";
  const std::string &text = suppressed ? finding.suppression : finding.message;
  return finding.range.begin.line == mark.line && finding.rule == mark.rule &&
         finding.suppressed == suppressed &&
         (!mark.text || text.find(*mark.text) != std::string::npos) &&
         (mark.via.empty() || chainOf(finding) == mark.via);
}

std::string describe(const Finding &finding) {
  return std::to_string(finding.range.begin.line) + ": " + finding.rule + ": " + finding.message +
         " via " + chainOf(finding) + (finding.suppressed ? " (suppressed)" : "");
}

} // namespace

std::vector<std::string> checkExpectations(const std::string &file, std::string_view source,
                                           const std::vector<Finding> &findings) {
  Marks marks = parseMarks(source);
  std::vector<std::string> errors;
  for (const std::string &error : marks.errors)
    errors.push_back(file + ':' + error);
  std::vector<bool> explained(findings.size());
  for (const Mark &mark : marks.marks) {
    bool met = false;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (!explained[i] && meets(findings[i], mark)) {
        met = explained[i] = true;
        break;
      }
    if (met && mark.directive == "known-miss")
      errors.push_back(file + ':' + std::to_string(mark.line) + ": no miss any more: " + mark.rule);
    if (!met && mark.directive != "known-miss")
      errors.push_back(file + ':' + std::to_string(mark.line) + ": not found: " + mark.rule +
                       (mark.text ? " \"" + *mark.text + '"' : "") +
                       (mark.via.empty() ? "" : " via " + mark.via));
  }
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!explained[i])
      errors.push_back(file + ':' + describe(findings[i]) + ": not expected");
  return errors;
}

bool expectsFinding(std::string_view source, std::string_view rule) {
  Marks marks = parseMarks(source);
  return std::any_of(marks.marks.begin(), marks.marks.end(), [&](const Mark &mark) {
    return mark.rule == rule && mark.directive == "expect-finding";
  });
}

} // namespace coax
