// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/Baseline.h"
#include "tests/report/Corpus.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

std::set<std::string> parsed(std::string_view text) {
  auto fingerprints = parseBaseline(text, "baseline.json");
  EXPECT_TRUE(static_cast<bool>(fingerprints)) << llvm::toString(fingerprints.takeError());
  return fingerprints ? *fingerprints : std::set<std::string>();
}

std::string errorOf(std::string_view text) {
  auto fingerprints = parseBaseline(text, "baseline.json");
  return fingerprints ? "" : llvm::toString(fingerprints.takeError());
}

TEST(Baseline, AcceptsWhatIsNotSuppressed) {
  Report report = reportCorpus();
  std::set<std::string> fingerprints = parsed(renderBaseline(report));
  EXPECT_EQ(fingerprints.size(), 4u);
  EXPECT_FALSE(fingerprints.contains("00000000000000c3")) << "suppressed in the source";
  EXPECT_EQ(applyBaseline(report, fingerprints), 0u);
  for (const Finding &finding : report.findings)
    EXPECT_EQ(finding.baseline, finding.suppressed ? "new" : "unchanged");
}

TEST(Baseline, MarksNewFindingsAndCountsFixedOnes) {
  Report report = reportCorpus();
  EXPECT_EQ(applyBaseline(report, {"00000000000000a1", "fixed long ago"}), 1u);
  EXPECT_EQ(report.findings[1].baseline, "unchanged");
  EXPECT_EQ(report.findings[2].baseline, "new");
}

TEST(Baseline, SaysWhatIsWrongWithAFile) {
  EXPECT_EQ(errorOf("{\"version\": 2}"), "baseline.json: not a baseline of version 1");
  EXPECT_EQ(errorOf("[]"), "baseline.json: not a baseline of version 1");
  EXPECT_EQ(errorOf("{\"version\": 1, \"findings\": [{}]}"),
            "baseline.json: a finding without a fingerprint");
  EXPECT_NE(errorOf("{\n oops"), "");
}

} // namespace
} // namespace coax
