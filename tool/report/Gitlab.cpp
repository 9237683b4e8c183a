// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Code Quality report for GitLab. Source: GitLab documentation, "Code Quality", report format.
#include "analyzers/base/Json.h"
#include "tool/report/Report.h"
#include "tool/report/Wording.h"

namespace coax {
namespace {

const char *severity(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "critical";
  case Severity::Warning:
    return "major";
  case Severity::Note:
    return "info";
  }
  return "info";
}

OrderedJson issueJson(const Report &report, const Finding &finding) {
  return {{"description", finding.message},
          {"check_name", finding.rule},
          {"fingerprint", finding.fingerprint},
          {"severity", severity(finding.severity)},
          {"location",
           {{"path", shownPath(report, finding.range.begin.file)},
            {"lines", {{"begin", finding.range.begin.line}, {"end", finding.range.endLine}}}}}};
}

} // namespace

std::string renderGitlab(const Report &report, const ReportOptions &) {
  OrderedJson issues = OrderedJson::array();
  for (const Finding &finding : report.findings)
    if (isOpen(finding))
      issues.push_back(issueJson(report, finding));
  return printJson(issues, 2) + '\n';
}

} // namespace coax
