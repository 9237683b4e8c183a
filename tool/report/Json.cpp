// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The contract of docs/formats/scan-json.md.
#include "tool/report/JsonReport.h"
#include "tool/report/Wording.h"

namespace coax {
namespace {

constexpr int formatVersion = 1;

OrderedJson hopJson(const Report &report, const Hop &hop) {
  return {{"function", hop.function},
          {"file", shownPath(report, hop.location.file)},
          {"line", hop.location.line},
          {"column", hop.location.column},
          {"kind", hop.kind}};
}

OrderedJson contextJson(const Report &report, const Finding &finding) {
  OrderedJson context = {{"kind", finding.contextKind}, {"function", finding.contextFunction}};
  if (finding.contextPlace.file.empty())
    return context;
  context["file"] = shownPath(report, finding.contextPlace.file);
  context["line"] = finding.contextPlace.line;
  context["column"] = finding.contextPlace.column;
  return context;
}

OrderedJson findingJson(const Report &report, const Finding &finding) {
  OrderedJson chain = OrderedJson::array();
  for (const Hop &hop : finding.chain)
    chain.push_back(hopJson(report, hop));
  OrderedJson json = {{"rule", finding.rule},
                      {"code", finding.code},
                      {"message", finding.message},
                      {"category", finding.category},
                      {"severity", severityName(finding.severity)},
                      {"confidence", confidenceName(finding.confidence)},
                      {"file", shownPath(report, finding.range.begin.file)},
                      {"line", finding.range.begin.line},
                      {"column", finding.range.begin.column},
                      {"endLine", finding.range.endLine},
                      {"endColumn", finding.range.endColumn},
                      {"callee", finding.callee},
                      {"function", finding.function},
                      {"context", contextJson(report, finding)},
                      {"chain", std::move(chain)},
                      {"fix", {{"decision", finding.fix.decision}, {"reason", finding.fix.reason}}},
                      {"fingerprint", finding.fingerprint},
                      {"suppressed", finding.suppressed}};
  if (finding.suppressed)
    json["suppression"] = finding.suppression;
  if (!finding.baseline.empty())
    json["baseline"] = finding.baseline;
  return json;
}

} // namespace

OrderedJson reportJson(const Report &report) {
  OrderedJson findings = OrderedJson::array(), problems = OrderedJson::array();
  for (const Finding &finding : report.findings)
    findings.push_back(findingJson(report, finding));
  for (const Problem &problem : report.problems)
    problems.push_back({{"file", shownPath(report, problem.file)}, {"message", problem.message}});
  return {{"version", formatVersion},
          {"tool", {{"name", "coax"}, {"version", report.toolVersion}}},
          {"findings", std::move(findings)},
          {"problems", std::move(problems)},
          {"stats",
           {{"units", report.stats.units},
            {"functions", report.stats.functions},
            {"sites", report.stats.sites},
            {"seconds", report.stats.seconds}}}};
}

std::string renderJson(const Report &report, const ReportOptions &) {
  return printJson(reportJson(report), 2) + '\n';
}

} // namespace coax
