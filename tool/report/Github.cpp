// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotations in the log of a GitHub workflow. Source: GitHub documentation, "Workflow commands for
// GitHub Actions", setting an error message.
#include "tool/report/Report.h"
#include "tool/report/Wording.h"

#include <string_view>

namespace coax {
namespace {

/// Percent-encodes what ends a command's message, and for its properties also `,` and `:`.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    out += '%';
    out += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789ABCDEF"[c & 15];
  }
  return out;
}

std::string message(const Report &report, const Finding &finding) {
  std::string text = finding.message;
  if (finding.chain.size() > 1)
    for (const Hop &hop : finding.chain)
      text += '\n' + shownPlace(report, hop.location) + ": " + hop.function;
  return escaped(text, "%\r\n");
}

const char *command(Severity severity) {
  return severity == Severity::Note ? "notice" : severityName(severity);
}

} // namespace

std::string renderGithub(const Report &report, const ReportOptions &) {
  constexpr std::string_view special = "%\r\n:,";
  std::string out;
  for (const Finding &finding : report.findings)
    if (isOpen(finding))
      out += std::string("::") + command(finding.severity) +
             " file=" + escaped(shownPath(report, finding.range.begin.file), special) +
             ",line=" + std::to_string(finding.range.begin.line) +
             ",endLine=" + std::to_string(finding.range.endLine) +
             ",col=" + std::to_string(finding.range.begin.column) +
             ",endColumn=" + std::to_string(finding.range.endColumn) +
             ",title=" + escaped(finding.rule, special) + "::" + message(report, finding) + '\n';
  for (const Problem &problem : report.problems)
    out +=
        "::warning " +
        (problem.file.empty() ? ""
                              : "file=" + escaped(shownPath(report, problem.file), special) + ',') +
        "title=coax::" + escaped(problem.message, "%\r\n") + '\n';
  return out;
}

} // namespace coax
