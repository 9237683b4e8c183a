// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JUnit XML, for services that show test results: a test suite a rule, a test case a finding, which
// fails, and a skipped one for what is suppressed. A rule without findings is one case that passes.
// Source: the junit-10.xsd of the Jenkins xUnit plug-in.
#include "tool/report/Report.h"
#include "tool/report/Wording.h"

#include <string_view>
#include <vector>

namespace coax {
namespace {

/// XML 1.0 has no place for most control characters, not even as references.
std::string xml(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\n':
      out += "&#10;";
      break;
    default:
      out += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? '?' : c;
    }
  }
  return out;
}

std::string evidence(const Report &report, const Finding &finding) {
  std::string text = shownPlace(report, finding.range.begin) + ": " + finding.message + '\n';
  for (const Hop &hop : finding.chain)
    text += "  " + shownPlace(report, hop.location) + ": " + hop.function + '\n';
  return text;
}

std::string testCase(const Report &report, const Finding &finding) {
  std::string text = "    <testcase classname=\"coax." + xml(finding.rule) + "\" name=\"" +
                     xml(shownPlace(report, finding.range.begin)) + "\">";
  if (isOpen(finding))
    text += "<failure type=\"" + std::string(severityName(finding.severity)) + "\" message=\"" +
            xml(finding.message) + "\">" + xml(evidence(report, finding)) + "</failure>";
  else
    text += "<skipped message=\"" +
            xml(finding.suppressed ? finding.suppression : report.knownBecause) + "\"/>";
  return text + "</testcase>\n";
}

std::string testSuite(const Report &report, const RuleInfo &rule) {
  std::string cases;
  std::size_t count = 0, failures = 0, skipped = 0;
  for (const Finding &finding : report.findings) {
    if (finding.rule != rule.name)
      continue;
    ++count;
    ++(isOpen(finding) ? failures : skipped);
    cases += testCase(report, finding);
  }
  if (count == 0) {
    count = 1;
    cases = "    <testcase classname=\"coax." + xml(rule.name) + "\" name=\"no finding\"/>\n";
  }
  return "  <testsuite name=\"" + xml(rule.name) + "\" tests=\"" + std::to_string(count) +
         "\" failures=\"" + std::to_string(failures) + "\" skipped=\"" + std::to_string(skipped) +
         "\" errors=\"0\">\n" + cases + "  </testsuite>\n";
}

/// What was not understood: the run is not clean.
std::string problemSuite(const Report &report) {
  if (report.problems.empty())
    return {};
  std::string count = std::to_string(report.problems.size());
  std::string text = "  <testsuite name=\"problems\" tests=\"" + count +
                     "\" failures=\"0\" skipped=\"0\" errors=\"" + count + "\">\n";
  for (const Problem &problem : report.problems) {
    std::string file = shownPath(report, problem.file);
    text += "    <testcase classname=\"coax.problems\" name=\"" +
            xml(file.empty() ? "program" : file) + "\"><error message=\"" + xml(problem.message) +
            "\"/></testcase>\n";
  }
  return text + "  </testsuite>\n";
}

} // namespace

std::string renderJunit(const Report &report, const ReportOptions &) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"coax\">\n";
  for (const RuleInfo &rule : report.rules)
    text += testSuite(report, rule);
  return text + problemSuite(report) + "</testsuites>\n";
}

} // namespace coax
