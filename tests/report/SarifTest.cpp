// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What SARIF 2.1.0 requires beyond being JSON. Source: sarif-v2.1.0-os, the sections named below.
#include "tests/report/Corpus.h"

#include "analyzers/base/Json.h"
#include "tool/report/Sarif.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

Json runOf(const Report &report) {
  auto log = parseJson(renderSarif(report, {}), "report.sarif");
  EXPECT_TRUE(static_cast<bool>(log)) << llvm::toString(log.takeError());
  EXPECT_EQ((*log)["version"], "2.1.0");
  return (*log)["runs"][0];
}

TEST(Sarif, RuleIndexPointsAtTheRule) { // 3.27.6
  Json run = runOf(reportCorpus());
  const Json &rules = run["tool"]["driver"]["rules"];
  for (const Json &result : run["results"])
    EXPECT_EQ(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
}

TEST(Sarif, RelativeUrisNameTheirBase) { // 3.4.3, 3.14.14
  Json run = runOf(reportCorpus());
  EXPECT_EQ(run["originalUriBaseIds"]["SRCROOT"]["uri"], "file:///repo/");
  const Json &inside = run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(inside["uri"], "src/a.cpp");
  EXPECT_EQ(inside["uriBaseId"], "SRCROOT");
  const Json &outside = run["results"][3]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(outside["uri"], "file:///usr/local/include/wait.h");
  EXPECT_FALSE(outside.contains("uriBaseId"));
}

TEST(Sarif, UrisAreEncoded) { // 3.10.1
  Json run = runOf(reportCorpus());
  EXPECT_EQ(run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "src/gr%C3%B6%C3%9Fe%20&%20%3Cb%3E.cpp");
}

TEST(Sarif, ColumnsCountCodePoints) { // 3.14.17, 3.30.6
  Json run = runOf(reportCorpus());
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  const Json &region = run["results"][2]["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(reportCorpus().findings[2].range.begin.column, 9u);
  EXPECT_EQ(region["startColumn"], 8); // an ö of two bytes stands before
}

TEST(Sarif, ChainsAreCodeFlows) { // 3.36, 3.37
  Json run = runOf(reportCorpus());
  const Json &steps = run["results"][2]["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(steps.size(), 5u);
  EXPECT_EQ(steps[0]["location"]["message"]["text"], "serve() calls (virtual)");
  EXPECT_EQ(steps[4]["location"]["message"]["text"], "File::File() calls 'read'");
  EXPECT_EQ(steps[1]["location"]["physicalLocation"]["region"]["startLine"], 40);
}

TEST(Sarif, SuppressedResultsAreMarkedNotDropped) { // 3.27.23, 3.35
  Json run = runOf(reportCorpus());
  ASSERT_EQ(run["results"].size(), reportCorpus().findings.size());
  EXPECT_EQ(run["results"][3]["suppressions"][0]["kind"], "inSource");
  EXPECT_FALSE(run["results"][1].contains("suppressions"));
}

TEST(Sarif, FindingsOfTheBaselineAreUnchanged) { // 3.27.24, 3.35.2
  Json known = runOf(reportCorpus())["results"][4];
  EXPECT_EQ(known["baselineState"], "unchanged");
  EXPECT_EQ(known["suppressions"][0]["kind"], "external");
}

TEST(Sarif, IncompleteRunsSaySo) { // 3.20.14
  Report report = reportCorpus();
  EXPECT_EQ(runOf(report)["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(runOf(report)["invocations"][0]["toolExecutionNotifications"].size(), 2u);
  report.incomplete = false;
  EXPECT_EQ(runOf(report)["invocations"][0]["executionSuccessful"], true);
}

/// A report of `count` warnings with an error and a suppressed error at its end.
Report largeReport(std::size_t count) {
  Report report = reportCorpus();
  Finding warning = report.findings[1], error = warning, silenced = report.findings[3];
  error.severity = Severity::Error;
  error.fingerprint = "error";
  silenced.fingerprint = "silenced";
  report.findings.assign(count, warning);
  report.findings.push_back(error);
  report.findings.push_back(silenced);
  return report;
}

std::string fingerprintsOf(const Json &results) {
  std::string fingerprints;
  for (const Json &result : results)
    fingerprints += result["partialFingerprints"]["coaxFingerprint/v1"].get<std::string>() + ' ';
  return fingerprints;
}

Json runWithin(const Report &report, const SarifLimits &limits) {
  auto log = parseJson(renderSarifWithin(report, limits), "report.sarif");
  EXPECT_TRUE(static_cast<bool>(log)) << llvm::toString(log.takeError());
  return (*log)["runs"][0];
}

std::string firstNotification(const Json &run) {
  return run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
}

TEST(SarifLimits, TheMostSevereResultsAreKeptAndTheLogSaysSo) {
  Json run = runWithin(largeReport(5), {.results = 3, .steps = 10});
  EXPECT_EQ(fingerprintsOf(run["results"]), "00000000000000a1 00000000000000a1 error ");
  EXPECT_EQ(firstNotification(run), "4 findings of 7 left out, the least severe ones: services "
                                    "take no more than 3; other formats hold all");
}

TEST(SarifLimits, NothingIsSaidWhereNothingIsLeftOut) {
  Report report = largeReport(1);
  report.problems.clear();
  Json run = runWithin(report, {.results = 3, .steps = 10});
  EXPECT_EQ(run["results"].size(), 3u);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"], Json::array());
}

TEST(SarifLimits, AreThoseOfTheServices) {
  Json run = runOf(largeReport(25001));
  EXPECT_EQ(run["results"].size(), 25000u);
  EXPECT_EQ(run["results"][24999]["partialFingerprints"]["coaxFingerprint/v1"], "error");
  Report report = reportCorpus();
  report.findings[2].chain.assign(1500, report.findings[2].chain.front());
  const Json steps = runOf(report)["results"][2]["codeFlows"][0]["threadFlows"][0]["locations"];
  EXPECT_EQ(steps.size(), 1000u);
}

TEST(SarifLimits, ALongChainKeepsItsEnds) {
  Report report = reportCorpus();
  Json run = runWithin(report, {.results = 100, .steps = 3});
  const Json &steps = run["results"][2]["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_EQ(steps[0]["location"]["message"]["text"], "serve() calls (virtual)");
  EXPECT_EQ(steps[1]["location"]["message"]["text"],
            "each(std::function<void ()>) calls (implicit)");
  EXPECT_EQ(steps[2]["location"]["message"]["text"], "File::File() calls 'read'");
  EXPECT_EQ(firstNotification(run),
            "steps left out of the middle of 1 chain: services show no more than 3");
}

} // namespace
} // namespace coax
