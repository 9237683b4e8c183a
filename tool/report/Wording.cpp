// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/Wording.h"

#include "analyzers/base/Paths.h"

namespace coax {

const char *severityName(Severity severity) {
  switch (severity) {
  case Severity::Note:
    return "note";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "error";
}

const char *confidenceName(Confidence confidence) {
  switch (confidence) {
  case Confidence::Possible:
    return "possible";
  case Confidence::Likely:
    return "likely";
  case Confidence::Certain:
    return "certain";
  }
  return "certain";
}

bool isOpen(const Finding &finding) {
  return !finding.suppressed && finding.baseline != "unchanged";
}

std::string shownPath(const Report &report, const std::string &file) {
  return relativeTo(file, report.rootDirectory);
}

std::string shownPlace(const Report &report, const Location &location) {
  return shownPath(report, location.file) + ':' + std::to_string(location.line) + ':' +
         std::to_string(location.column);
}

std::string counted(std::size_t count, const std::string &noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

} // namespace coax
