// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Suppressions.h"

#include <algorithm>
#include <cctype>
#include <string>
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

/// The suppression that `marker` makes in the comments of a line; no rules if it makes none.
Suppression parseMarker(std::string_view line, const Marker &marker) {
  Suppression suppression;
  auto at = line.find(marker.word);
  if (at == std::string_view::npos)
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

struct Line {
  std::string comments; ///< the line with blanks where it is no comment
  bool code = false;    ///< there is something else on it

  bool isComment() const { return !code && !trimmed(comments).empty(); }
};

/// Tells comments from code and from what literals hold.
class CommentFinder {
public:
  explicit CommentFinder(std::string_view source) : rest_(source) {}

  std::vector<Line> lines() && {
    while (!rest_.empty())
      step();
    return std::move(lines_);
  }

private:
  void step() {
    if (rest_.starts_with("//"))
      takeComment(std::min(rest_.find('\n'), rest_.size()));
    else if (rest_.starts_with("/*"))
      takeComment(endAfter("*/", 2));
    else if (rest_.starts_with("R\"") && !inWord())
      takeCode(endAfter(')' + std::string(rest_.substr(2, rest_.find('(', 2) - 2)) + '"', 2));
    else if (rest_.front() == '"' || (rest_.front() == '\'' && !inWord()))
      takeCode(endOfLiteral());
    else
      takeCode(1);
  }

  std::size_t endAfter(std::string_view end, std::size_t from) const {
    std::size_t at = rest_.find(end, from);
    return at == std::string_view::npos ? rest_.size() : at + end.size();
  }

  std::size_t endOfLiteral() const {
    for (std::size_t i = 1; i < rest_.size() && rest_[i] != '\n'; ++i) {
      if (rest_[i] == rest_.front())
        return i + 1;
      i += rest_[i] == '\\' ? 1 : 0;
    }
    return std::min(rest_.find('\n'), rest_.size());
  }

  /// After a letter or digit: `1'000`, a name that ends with R.
  bool inWord() const {
    return std::isalnum(static_cast<unsigned char>(last_)) != 0 || last_ == '_';
  }

  void takeComment(std::size_t size) { take(size, /*comment=*/true); }
  void takeCode(std::size_t size) { take(std::max<std::size_t>(size, 1), /*comment=*/false); }

  void take(std::size_t size, bool comment) {
    for (char c : rest_.substr(0, size)) {
      if (c == '\n') {
        lines_.emplace_back();
        continue;
      }
      lines_.back().comments += comment ? c : ' ';
      lines_.back().code |= !comment && c != ' ' && c != '\t' && c != '\r';
    }
    last_ = rest_[std::min(size, rest_.size()) - 1];
    rest_.remove_prefix(std::min(size, rest_.size()));
  }

  std::string_view rest_;
  char last_ = '\n';
  std::vector<Line> lines_ = std::vector<Line>(1);
};

/// 1-based line of the next line after `index` (0-based) that is more than a comment.
unsigned nextCodeLine(const std::vector<Line> &lines, std::size_t index) {
  std::size_t next = index + 1;
  while (next < lines.size() && lines[next].isComment())
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
  const std::vector<Line> lines = CommentFinder(source).lines();
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const Marker &marker : markers) {
      Suppression suppression = parseMarker(lines[i].comments, marker);
      if (suppression.rules.empty())
        continue;
      suppression.line = static_cast<unsigned>(i + 1);
      const bool alone = !lines[i].code;
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
