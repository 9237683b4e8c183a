// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For a comment on a pull request: a summary, a table of the open findings, and their chains folded
// away. Long reports are cut: a comment has a limit.
#include "tool/report/Report.h"
#include "tool/report/Wording.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace coax {
namespace {

/// A GitHub comment holds 65,536 characters; a row with its chain takes some hundreds.
constexpr std::size_t maxRows = 100;

/// Text as it is, inside HTML.
std::string html(std::string_view text) {
  std::string out;
  for (char c : text)
    out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

/// Text as it is, inside a table cell or a line of Markdown.
std::string cell(std::string_view text) {
  std::string out;
  for (char c : html(text)) {
    if (std::string_view("|*_`\\[]").find(c) != std::string_view::npos)
      out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string row(const Report &report, const Finding &finding) {
  return "| " + cell(severityName(finding.severity)) + " | " +
         cell(shownPlace(report, finding.range.begin)) + " | " + cell(finding.message) + " | " +
         cell(finding.rule) + " |\n";
}

std::string chain(const Report &report, const Finding &finding) {
  std::string out = "\n<details><summary>" + html(shownPlace(report, finding.range.begin)) + " " +
                    html(finding.message) + "</summary>\n\n";
  for (const Hop &hop : finding.chain)
    out += "1. " + cell(hop.function) + " at " + cell(shownPlace(report, hop.location)) +
           (hop.kind == "call" ? "" : " (" + cell(hop.kind) + ")") + "\n";
  if (!finding.callee.empty())
    out += "1. " + cell(finding.callee) + "\n";
  return out + "\n</details>\n";
}

} // namespace

std::string renderMarkdown(const Report &report, const ReportOptions &) {
  std::vector<const Finding *> open;
  for (const Finding &finding : report.findings)
    if (isOpen(finding))
      open.push_back(&finding);
  std::string out = "**coax: " + counted(open.size(), "finding") + " in " +
                    counted(report.stats.units, "unit") + "**" +
                    (report.incomplete ? " (incomplete)" : "") + "\n";
  std::size_t shown = std::min(open.size(), maxRows);
  if (shown)
    out += "\n| | place | finding | rule |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < shown; ++i)
    out += row(report, *open[i]);
  if (shown < open.size())
    out += "\n" + std::to_string(open.size() - shown) + " more are not shown.\n";
  for (std::size_t i = 0; i < shown; ++i)
    if (open[i]->chain.size() > 1)
      out += chain(report, *open[i]);
  for (const Problem &problem : report.problems) {
    std::string file = shownPath(report, problem.file);
    out += "\n> " + cell(file.empty() ? problem.message : file + ": " + problem.message) + "\n";
  }
  return out;
}

} // namespace coax
