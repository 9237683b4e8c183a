// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/Baseline.h"
#include "tests/report/Corpus.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

Baseline parsed(std::string_view text) {
  auto baseline = parseBaseline(text, "baseline.json");
  EXPECT_TRUE(static_cast<bool>(baseline)) << llvm::toString(baseline.takeError());
  return baseline ? *baseline : Baseline();
}

std::string errorOf(std::string_view text) {
  auto baseline = parseBaseline(text, "baseline.json");
  return baseline ? "" : llvm::toString(baseline.takeError());
}

TEST(Baseline, AcceptsWhatIsNotSuppressed) {
  Report report = reportCorpus();
  Baseline baseline = parsed(renderBaseline(baselineOf(report)));
  EXPECT_EQ(baseline.size(), 4u);
  for (const BaselineEntry &entry : baseline)
    EXPECT_NE(entry.fingerprint, "00000000000000c3") << "suppressed in the source";
  EXPECT_EQ(applyBaseline(report, baseline), 0u);
  for (const Finding &finding : report.findings)
    EXPECT_EQ(finding.baseline, finding.suppressed ? "new" : "unchanged");
}

TEST(Baseline, MarksNewFindingsAndCountsFixedOnes) {
  Report report = reportCorpus();
  EXPECT_EQ(
      applyBaseline(report, {{"00000000000000a1", "", "", ""}, {"fixed long ago", "", "", ""}}),
      1u);
  EXPECT_EQ(report.findings[1].baseline, "unchanged");
  EXPECT_EQ(report.findings[2].baseline, "new");
}

TEST(Baseline, JoinsWithWhatOnlyTheOlderOneHas) {
  BaselineEntry ofBoth{"1", "blocking-sleep", "a.cpp", "now"}, before = ofBoth;
  before.function = "before";
  BaselineEntry elsewhere{"2", "blocking-read", "b.cpp", "g"};
  EXPECT_EQ(joined({ofBoth}, {before, elsewhere}), (Baseline{ofBoth, elsewhere}));
}

TEST(Baseline, SaysWhatIsWrongWithAFile) {
  EXPECT_EQ(errorOf("{\"version\": 2}"), "baseline.json: not a baseline of version 1");
  EXPECT_EQ(errorOf("[]"), "baseline.json: not a baseline of version 1");
  EXPECT_EQ(errorOf("{\"version\": 1, \"findings\": [{}]}"),
            "baseline.json: a finding without a fingerprint");
  for (const char *findings : {"", ", \"findings\": {}", ", \"findings\": \"a1\""})
    EXPECT_EQ(errorOf(std::string("{\"version\": 1") + findings + "}"),
              "baseline.json: \"findings\" is not a list");
  EXPECT_NE(errorOf("{\n oops"), "");
}

} // namespace
} // namespace coax
