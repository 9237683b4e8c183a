// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One line a finding, for spreadsheets. Source: RFC 4180. A field that a spreadsheet would take for
// a formula is quoted with an apostrophe before it.
#include "tool/report/Report.h"
#include "tool/report/Wording.h"

#include <string_view>

namespace coax {
namespace {

std::string field(std::string text) {
  if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (char c : text)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::string line(std::initializer_list<std::string> fields) {
  std::string out;
  for (const std::string &text : fields)
    out += field(text) + ',';
  out.back() = '\r';
  return out + '\n';
}

} // namespace

std::string renderCsv(const Report &report, const ReportOptions &) {
  std::string out =
      line({"file", "line", "column", "severity", "rule", "category", "confidence", "callee",
            "function", "context", "hops", "suppressed", "fingerprint", "message"});
  for (const Finding &finding : report.findings)
    out +=
        line({shownPath(report, finding.range.begin.file), std::to_string(finding.range.begin.line),
              std::to_string(finding.range.begin.column), severityName(finding.severity),
              finding.rule, finding.category, confidenceName(finding.confidence), finding.callee,
              finding.function, finding.contextKind, std::to_string(finding.chain.size()),
              finding.suppressed ? "true" : "false", finding.fingerprint, finding.message});
  return out;
}

} // namespace coax
