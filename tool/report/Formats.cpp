// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/Report.h"

#include <algorithm>

namespace coax {

const std::vector<ReportFormat> &allFormats() {
  static const std::vector<ReportFormat> formats = {
      {"text", "for people at a terminal", renderText},
      {"json", "for programs; see docs/formats/scan-json.md", renderJson},
      {"sarif", "SARIF 2.1.0, for code-scanning services and editors", renderSarif},
      {"html", "one self-contained page for a browser", renderHtml},
      {"markdown", "for a comment on a pull request", renderMarkdown},
      {"csv", "for a spreadsheet", renderCsv},
      {"github", "annotations in the log of a GitHub workflow", renderGithub},
      {"gitlab", "a Code Quality report for GitLab", renderGitlab},
      {"junit", "JUnit XML, for services that show test results", renderJunit},
  };
  return formats;
}

const ReportFormat *findFormat(std::string_view name) {
  auto place = std::find_if(allFormats().begin(), allFormats().end(),
                            [&](const ReportFormat &format) { return format.name == name; });
  return place == allFormats().end() ? nullptr : &*place;
}

} // namespace coax
