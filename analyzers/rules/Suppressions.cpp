// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Suppressions.h"

#include <algorithm>
#include <utility>

namespace coax {
namespace {

std::string_view trimmed(std::string_view text) {
  auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && blank(text.back()))
    text.remove_suffix(1);
  return text;
}

bool isCommentLine(std::string_view line) {
  line = trimmed(line);
  return line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
}

std::string_view withoutCommentEnd(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with("*/"))
    text.remove_suffix(2);
  return trimmed(text);
}

/// The elements of "a, b" that begin with `prefix`, without it.
std::vector<std::string> ruleNames(std::string_view list, std::string_view prefix) {
  std::vector<std::string> names;
  while (!list.empty()) {
    auto comma = list.find(',');
    std::string_view name = trimmed(list.substr(0, comma));
    list = comma == std::string_view::npos ? "" : list.substr(comma + 1);
    if (name.starts_with(prefix) && name.size() > prefix.size())
      names.emplace_back(name.substr(prefix.size()));
  }
  return names;
}

struct Marker {
  std::string_view word;   ///< up to the parenthesis
  std::string_view prefix; ///< of rule names inside
  bool nextLine;           ///< always covers the next line
};
constexpr Marker markers[] = {
    {"coax-ignore(", "", false}, {"NOLINT(", "coax-", false}, {"NOLINTNEXTLINE(", "coax-", true}};

/// The suppression that `marker` makes on this line; no rules if it makes none.
Suppression parseMarker(std::string_view line, const Marker &marker) {
  Suppression suppression;
  auto at = line.find(marker.word);
  auto comment = line.substr(0, at).find("//") != std::string_view::npos ||
                 line.substr(0, at).find("/*") != std::string_view::npos;
  if (at == std::string_view::npos || !comment)
    return suppression;
  auto open = at + marker.word.size();
  auto close = line.find(')', open);
  if (close == std::string_view::npos)
    return suppression;
  suppression.rules = ruleNames(line.substr(open, close - open), marker.prefix);
  suppression.column = static_cast<unsigned>(at + 1);
  suppression.endColumn = static_cast<unsigned>(close + 2);
  std::string_view rest = trimmed(line.substr(close + 1));
  if (rest.starts_with(':'))
    suppression.reason = withoutCommentEnd(rest.substr(1));
  return suppression;
}

std::vector<std::string_view> splitLines(std::string_view source) {
  std::vector<std::string_view> lines;
  while (!source.empty()) {
    auto end = source.find('\n');
    lines.push_back(source.substr(0, end));
    source = end == std::string_view::npos ? "" : source.substr(end + 1);
  }
  return lines;
}

/// 1-based line of the next line after `index` (0-based) that is more than a comment.
unsigned nextCodeLine(const std::vector<std::string_view> &lines, std::size_t index) {
  std::size_t next = index + 1;
  while (next < lines.size() && isCommentLine(lines[next]))
    ++next;
  return static_cast<unsigned>(next + 1);
}

bool names(const Suppression &suppression, const Finding &finding) {
  return std::any_of(suppression.rules.begin(), suppression.rules.end(), [&](const auto &rule) {
    return rule == "*" || rule == finding.rule || rule == finding.code;
  });
}

std::string join(const std::vector<std::string> &words) {
  std::string text;
  for (const std::string &word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

} // namespace

std::vector<Suppression> parseSuppressions(std::string_view source) {
  std::vector<Suppression> found;
  if (source.find("coax-") == std::string_view::npos)
    return found;
  std::vector<std::string_view> lines = splitLines(source);
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const Marker &marker : markers) {
      Suppression suppression = parseMarker(lines[i], marker);
      if (suppression.rules.empty())
        continue;
      suppression.line = static_cast<unsigned>(i + 1);
      bool alone = isCommentLine(lines[i]);
      suppression.covers = marker.nextLine || alone ? nextCodeLine(lines, i) : suppression.line;
      found.push_back(std::move(suppression));
    }
  return found;
}

std::vector<Suppression> &Suppressions::of(const std::string &file) {
  auto [place, isNew] = byFile_.try_emplace(file);
  if (isNew && readSource_)
    if (std::optional<std::string> source = readSource_(file))
      place->second = parseSuppressions(*source);
  return place->second;
}

void Suppressions::apply(Finding &finding) {
  for (Suppression &suppression : of(finding.range.begin.file)) {
    bool covers = suppression.covers == finding.range.begin.line ||
                  suppression.covers == finding.range.endLine;
    if (!covers || !names(suppression, finding))
      continue;
    suppression.used = true;
    finding.suppressed = true;
    finding.suppression = suppression.reason;
  }
}

std::vector<Finding> Suppressions::unusedIn(const std::string &file, const RuleInfo &rule) {
  std::vector<Finding> findings;
  for (const Suppression &suppression : of(file)) {
    if (suppression.used)
      continue;
    Finding &finding = findings.emplace_back();
    finding.rule = rule.name;
    finding.code = rule.code;
    finding.severity = rule.severity;
    finding.message = "no finding of " + join(suppression.rules) + " on line " +
                      std::to_string(suppression.covers) + " to suppress";
    finding.range = {
        {file, suppression.line, suppression.column}, suppression.line, suppression.endColumn};
    finding.contextKind = "unknown";
    finding.fix = {"none", "remove the comment"};
  }
  return findings;
}

} // namespace coax
