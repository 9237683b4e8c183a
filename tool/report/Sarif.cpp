// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SARIF 2.1.0. Chains are code flows; suppressed findings are marked, since services close what is
// left out and open it again later. Source: OASIS sarif-v2.1.0-os.
#include "tool/report/Sarif.h"

#include "analyzers/base/Json.h"
#include "tool/report/SourceLines.h"
#include "tool/report/Wording.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace coax {
namespace {

constexpr const char *schemaUri = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/"
                                  "sarif-schema-2.1.0.json";
constexpr const char *rootId = "SRCROOT";

/// A path as the path of a URI. Source: RFC 3986, 3.3: what is no pchar is percent-encoded.
std::string uriPath(std::string_view path) {
  constexpr std::string_view plain = "-._~!$&'()*+,;=:@/";
  std::string uri;
  for (unsigned char c : path) {
    if (std::isalnum(c) || plain.find(static_cast<char>(c)) != std::string_view::npos) {
      uri += static_cast<char>(c);
      continue;
    }
    uri += '%';
    uri += "0123456789ABCDEF"[c >> 4];
    uri += "0123456789ABCDEF"[c & 15];
  }
  return uri;
}

OrderedJson artifactJson(const Report &report, const std::string &file) {
  std::string shown = shownPath(report, file);
  if (shown.starts_with('/'))
    return {{"uri", "file://" + uriPath(shown)}};
  return {{"uri", uriPath(shown)}, {"uriBaseId", rootId}};
}

OrderedJson textJson(const std::string &text) { return {{"text", text}}; }

OrderedJson placeJson(const Report &report, const Location &begin) {
  unsigned column = codePointColumn(report, begin.file, begin.line, begin.column);
  return {{"physicalLocation",
           {{"artifactLocation", artifactJson(report, begin.file)},
            {"region", {{"startLine", begin.line}, {"startColumn", column}}}}}};
}

OrderedJson locationJson(const Report &report, const Finding &finding) {
  OrderedJson location = placeJson(report, finding.range.begin);
  OrderedJson &region = location["physicalLocation"]["region"];
  region["endLine"] = finding.range.endLine;
  region["endColumn"] = codePointColumn(report, finding.range.begin.file, finding.range.endLine,
                                        finding.range.endColumn);
  if (!finding.function.empty())
    location["logicalLocations"] = OrderedJson::array(
        {OrderedJson({{"fullyQualifiedName", finding.function}, {"kind", "function"}})});
  return location;
}

/// `callee`: what blocks, at the last step; else empty.
std::string stepText(const Hop &hop, const std::string &callee) {
  return hop.function + " calls" + (callee.empty() ? "" : " '" + callee + "'") +
         (hop.kind == "call" ? "" : " (" + hop.kind + ")");
}

OrderedJson stepJson(const Report &report, const Finding &finding, const Hop &hop) {
  bool last = &hop == &finding.chain.back();
  OrderedJson location = placeJson(report, hop.location);
  location["message"] = textJson(stepText(hop, last ? finding.callee : ""));
  return {{"location", std::move(location)}};
}

OrderedJson codeFlowJson(const Report &report, const Finding &finding, std::size_t most) {
  OrderedJson steps = OrderedJson::array();
  std::size_t count = finding.chain.size(), kept = std::min(count, most);
  for (std::size_t i = 0; i < kept; ++i) // the first half from the front, the rest from the end
    steps.push_back(stepJson(report, finding, finding.chain[i < kept / 2 ? i : count - kept + i]));
  OrderedJson threadFlow = {{"locations", std::move(steps)}};
  OrderedJson flow = {{"threadFlows", OrderedJson::array({std::move(threadFlow)})}};
  return OrderedJson::array({std::move(flow)});
}

OrderedJson propertiesJson(const Finding &finding) {
  return {{"category", finding.category},
          {"confidence", confidenceName(finding.confidence)},
          {"callee", finding.callee},
          {"contextKind", finding.contextKind},
          {"contextFunction", finding.contextFunction},
          {"fixDecision", finding.fix.decision},
          {"fixReason", finding.fix.reason}};
}

OrderedJson suppressionsJson(const Report &report, const Finding &finding) {
  OrderedJson suppressions = OrderedJson::array();
  if (finding.suppressed)
    suppressions.push_back({{"kind", "inSource"}});
  if (finding.suppressed && !finding.suppression.empty())
    suppressions.back()["justification"] = finding.suppression;
  if (finding.baseline == "unchanged")
    suppressions.push_back({{"kind", "external"}, {"justification", report.knownBecause}});
  return suppressions;
}

OrderedJson resultJson(const Report &report, const Finding &finding, std::size_t ruleIndex,
                       const SarifLimits &limits) {
  OrderedJson result = {{"ruleId", finding.rule},
                        {"ruleIndex", ruleIndex},
                        {"level", severityName(finding.severity)},
                        {"message", textJson(finding.message)},
                        {"locations", OrderedJson::array({locationJson(report, finding)})},
                        {"partialFingerprints", {{"coaxFingerprint/v1", finding.fingerprint}}}};
  if (!finding.chain.empty())
    result["codeFlows"] = codeFlowJson(report, finding, limits.steps);
  if (!finding.baseline.empty())
    result["baselineState"] = finding.baseline;
  if (OrderedJson suppressions = suppressionsJson(report, finding); !suppressions.empty())
    result["suppressions"] = std::move(suppressions);
  result["properties"] = propertiesJson(finding);
  return result;
}

OrderedJson ruleJson(const RuleInfo &rule) {
  return {{"id", rule.name},
          {"name", rule.code},
          {"shortDescription", textJson(rule.summary)},
          {"help", textJson("coax explain " + rule.name)},
          {"defaultConfiguration", {{"level", severityName(rule.severity)}}},
          {"properties", {{"tags", OrderedJson::array({"concurrency", "performance"})}}}};
}

/// The findings that become results, in the order of the report.
std::vector<const Finding *> chosenFindings(const Report &report, std::size_t most) {
  std::vector<const Finding *> chosen;
  for (const Finding &finding : report.findings)
    chosen.push_back(&finding);
  if (chosen.size() <= most)
    return chosen;
  auto weight = [](const Finding *finding) {
    return std::pair(isOpen(*finding), finding->severity);
  };
  std::stable_sort(chosen.begin(), chosen.end(),
                   [&](const Finding *a, const Finding *b) { return weight(a) > weight(b); });
  chosen.resize(most);
  std::sort(chosen.begin(), chosen.end()); // all stand in one vector
  return chosen;
}

/// What the limits cost.
OrderedJson leftOutJson(const Report &report, const SarifLimits &limits) {
  OrderedJson notifications = OrderedJson::array();
  auto say = [&](const std::string &text) {
    notifications.push_back({{"level", "warning"}, {"message", textJson(text)}});
  };
  if (std::size_t all = report.findings.size(); all > limits.results)
    say(counted(all - limits.results, "finding") + " of " + std::to_string(all) +
        " left out, the least severe ones: services take no more than " +
        std::to_string(limits.results) + "; other formats hold all");
  auto tooLong = std::count_if(report.findings.begin(), report.findings.end(),
                               [&](const Finding &f) { return f.chain.size() > limits.steps; });
  if (tooLong)
    say("steps left out of the middle of " + counted(static_cast<std::size_t>(tooLong), "chain") +
        ": services show no more than " + std::to_string(limits.steps));
  return notifications;
}

OrderedJson invocationJson(const Report &report, const SarifLimits &limits) {
  OrderedJson notifications = leftOutJson(report, limits);
  for (const Problem &problem : report.problems) {
    OrderedJson notification = {{"level", "warning"}, {"message", textJson(problem.message)}};
    if (!problem.file.empty())
      notification["locations"] = OrderedJson::array({OrderedJson(
          {{"physicalLocation", {{"artifactLocation", artifactJson(report, problem.file)}}}})});
    notifications.push_back(std::move(notification));
  }
  return {{"executionSuccessful", !report.incomplete},
          {"toolExecutionNotifications", std::move(notifications)}};
}

OrderedJson driverJson(const Report &report) {
  OrderedJson rules = OrderedJson::array();
  for (const RuleInfo &rule : report.rules)
    rules.push_back(ruleJson(rule));
  return {{"name", "coax"}, {"version", report.toolVersion}, {"rules", std::move(rules)}};
}

} // namespace

std::string renderSarif(const Report &report, const ReportOptions &) {
  return renderSarifWithin(report, SarifLimits());
}

std::string renderSarifWithin(const Report &report, const SarifLimits &limits) {
  std::map<std::string_view, std::size_t> ruleIndex;
  for (std::size_t i = 0; i < report.rules.size(); ++i)
    ruleIndex[report.rules[i].name] = i;
  OrderedJson results = OrderedJson::array();
  for (const Finding *finding : chosenFindings(report, limits.results))
    results.push_back(resultJson(report, *finding, ruleIndex[finding->rule], limits));
  OrderedJson run = {{"tool", {{"driver", driverJson(report)}}},
                     {"invocations", OrderedJson::array({invocationJson(report, limits)})},
                     {"originalUriBaseIds",
                      {{rootId, {{"uri", "file://" + uriPath(report.rootDirectory) + "/"}}}}},
                     {"columnKind", "unicodeCodePoints"},
                     {"results", std::move(results)}};
  OrderedJson log = {
      {"$schema", schemaUri}, {"version", "2.1.0"}, {"runs", OrderedJson::array({std::move(run)})}};
  return printJson(log, 2) + '\n';
}

} // namespace coax
