// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For people: findings grouped by where the thread comes from that they block (a coroutine, an
// event handler, main, …), the ones that matter most first. A finding is one line in the form that
// editors and terminals link, then the chain.
//
//   coroutine retry() at src/a.cpp:10:12, 1 finding
//
//   src/a.cpp:12:3: error: 'backoff()' blocks … [transitive-blocking-call-in-coroutine]
//      12 |   backoff();
//         |   ^~~~~~~~~
//       src/a.cpp:12:3: retry() calls
//       src/b.cpp:4:3: backoff() calls 'sleep'
#include "tool/report/Report.h"
#include "tool/report/SourceLines.h"
#include "tool/report/Wording.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace coax {
namespace {

/// Kinds of contexts, what hurts most first; the last one: none is known.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> ranks = {{
    {"coroutine", "coroutine "},
    {"handler", "event handler "},
    {"nonblocking", "nonblocking "},
    {"main", ""},
    {"thread", "thread "},
    {"offload", "offloaded "},
    {"unknown", ""},
}};

std::size_t rankOf(const Finding &finding) {
  auto rank = std::find_if(ranks.begin(), ranks.end() - 1,
                           [&](const auto &known) { return known.first == finding.contextKind; });
  return static_cast<std::size_t>(rank - ranks.begin());
}

std::string wordsFor(const Finding &finding) { return std::string(ranks[rankOf(finding)].second); }

/// What findings have in common that stand under one heading.
struct Root {
  std::size_t rank = 0;
  Location place;
  std::string function;

  auto operator<=>(const Root &) const = default;
};

using Groups = std::map<Root, std::vector<const Finding *>>;

/// The open findings; inside a group in the order of the report.
Groups groupsOf(const Report &report) {
  Groups groups;
  for (const Finding &finding : report.findings) {
    if (!isOpen(finding))
      continue;
    Root root{rankOf(finding), finding.contextPlace, finding.contextFunction};
    if (root.rank == ranks.size() - 1)
      root = {root.rank, {}, {}};
    groups[root].push_back(&finding);
  }
  return groups;
}

class TextWriter {
public:
  TextWriter(const Report &report, const ReportOptions &options)
      : report_(report), color_(options.color) {}

  std::string write() {
    for (const auto &[root, findings] : groupsOf(report_))
      writeGroup(*findings.front(), findings);
    for (const Problem &problem : report_.problems)
      writeProblem(problem);
    writeSummary();
    return std::move(out_);
  }

private:
  std::string painted(const char *code, const std::string &text) const {
    return color_ ? std::string("\x1b[") + code + 'm' + text + "\x1b[0m" : text;
  }

  std::string painted(Severity severity) const {
    const char *code = severity == Severity::Error     ? "1;31"
                       : severity == Severity::Warning ? "1;35"
                                                       : "1;36";
    return painted(code, severityName(severity));
  }

  struct Excerpt {
    std::string text;
    Range range; ///< with columns of the text
  };

  /// Of a line that nobody wrote by hand, what is around the place.
  static Excerpt excerptOf(const std::string &line, Range range) {
    constexpr std::size_t longest = 240, before = 80;
    if (line.size() <= longest)
      return {line, range};
    auto startsCharacter = [&](std::size_t at) {
      return at >= line.size() || (static_cast<unsigned char>(line[at]) & 0xC0) != 0x80;
    };
    const std::size_t at = range.begin.column - 1;
    std::size_t from = at > before ? at - before : 0;
    while (!startsCharacter(from))
      ++from;
    std::size_t to = std::min(from + longest, line.size());
    while (!startsCharacter(to))
      --to;
    constexpr std::string_view more = "…";
    const std::string start(from > 0 ? more : "");
    auto shifted = [&](unsigned column) {
      return column > from ? static_cast<unsigned>(column - from + start.size()) : 0;
    };
    range.begin.column = shifted(range.begin.column);
    range.endColumn = shifted(range.endColumn);
    return {start + line.substr(from, to - from) + std::string(to < line.size() ? more : ""),
            range};
  }

  /// The line, and a caret under what was found: as far as it goes on this line.
  void writeSource(const Finding &finding) {
    const Location &begin = finding.range.begin;
    const std::string *line = sourceLine(report_, begin.file, begin.line);
    if (!line || begin.column == 0 || begin.column > line->size())
      return;
    std::string number = std::to_string(begin.line);
    std::string margin(std::max<std::size_t>(number.size(), 5) - number.size(), ' ');
    const Excerpt shown = excerptOf(*line, finding.range);
    out_ += margin + number + " | " + shown.text + '\n';
    out_ += std::string(margin.size() + number.size(), ' ') + " | " +
            caretLine(shown.text, shown.range);
  }

  /// Tabs stay tabs, so that the caret stands under its character.
  std::string caretLine(const std::string &line, const Range &range) const {
    std::size_t from = range.begin.column - 1;
    bool endsHere = range.endLine == range.begin.line && range.endColumn > range.begin.column;
    std::size_t to =
        std::min<std::size_t>(endsHere ? range.endColumn - 1 : line.size(), line.size());
    std::string indent, mark;
    for (std::size_t i = 0; i < to; ++i) {
      if ((static_cast<unsigned char>(line[i]) & 0xC0) == 0x80)
        continue; // goes on with the character before
      if (i < from)
        indent += line[i] == '\t' ? '\t' : ' ';
      else
        mark += mark.empty() ? '^' : '~';
    }
    return indent + painted("1;32", mark) + '\n';
  }

  void writeGroup(const Finding &first, const std::vector<const Finding *> &findings) {
    out_ += painted("1;4", rootOf(first)) + ", " + counted(findings.size(), "finding") + "\n\n";
    for (const Finding *finding : findings)
      writeFinding(*finding);
    out_ += '\n';
  }

  std::string rootOf(const Finding &finding) const {
    if (rankOf(finding) == ranks.size() - 1)
      return "reached from no coroutine, handler, thread or main";
    std::string place = finding.contextPlace.file.empty()
                            ? std::string()
                            : " at " + shownPlace(report_, finding.contextPlace);
    return wordsFor(finding) + finding.contextFunction + place;
  }

  void writeFinding(const Finding &finding) {
    out_ += painted("1", shownPlace(report_, finding.range.begin)) + ": " +
            painted(finding.severity) + ": " + finding.message;
    if (finding.confidence == Confidence::Possible)
      out_ += " (possible)";
    out_ += " [" + finding.rule + "]\n";
    writeSource(finding);
    writeChain(finding);
    if (finding.fix.decision != "none")
      out_ += "    fix: " + finding.fix.decision + ": " + finding.fix.reason + '\n';
  }

  /// A chain of one hop says no more than the line above it.
  void writeChain(const Finding &finding) {
    if (finding.chain.size() < 2)
      return;
    for (const Hop &hop : finding.chain) {
      bool last = &hop == &finding.chain.back();
      out_ += "    " + shownPlace(report_, hop.location) + ": " + hop.function;
      if (!last || !finding.callee.empty())
        out_ += verb(hop);
      out_ += last && !finding.callee.empty() ? " '" + finding.callee + "'\n" : "\n";
    }
  }

  static std::string verb(const Hop &hop) {
    return hop.kind == "call" ? " calls" : " calls (" + hop.kind + ")";
  }

  void writeProblem(const Problem &problem) {
    out_ += painted("1;33", "problem") + ": ";
    if (!problem.file.empty())
      out_ += shownPath(report_, problem.file) + ": ";
    out_ += problem.message + '\n';
  }

  template <typename Predicate> std::size_t countIf(Predicate predicate) const {
    return static_cast<std::size_t>(
        std::count_if(report_.findings.begin(), report_.findings.end(), predicate));
  }

  std::size_t count(Severity severity) const {
    return countIf([&](const Finding &f) { return isOpen(f) && f.severity == severity; });
  }

  void writeSummary() {
    std::size_t errors = count(Severity::Error), warnings = count(Severity::Warning),
                notes = count(Severity::Note), shown = errors + warnings + notes;
    out_ += counted(shown, "finding");
    if (shown)
      out_ += " (" + counted(errors, "error") + ", " + counted(warnings, "warning") + ", " +
              counted(notes, "note") + ")";
    std::size_t suppressed = countIf([](const Finding &f) { return f.suppressed; });
    if (suppressed)
      out_ += ", " + std::to_string(suppressed) + " suppressed";
    if (std::size_t known = report_.findings.size() - shown - suppressed)
      out_ += ", " + std::to_string(known) + ' ' + report_.knownBecause;
    out_ += " in " + counted(report_.stats.units, "unit");
    if (!report_.problems.empty())
      out_ += "; " + counted(report_.problems.size(), "problem");
    out_ += report_.incomplete ? "; incomplete\n" : "\n";
  }

  const Report &report_;
  bool color_;
  std::string out_;
};

} // namespace

std::string renderText(const Report &report, const ReportOptions &options) {
  return TextWriter(report, options).write();
}

} // namespace coax
