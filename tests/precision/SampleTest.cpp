// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/precision/Sample.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace coax {
namespace {

using Json = nlohmann::json;

Json reportOf(std::initializer_list<const char *> fingerprints) {
  Json findings = Json::array();
  for (const char *fingerprint : fingerprints)
    findings.push_back({{"fingerprint", fingerprint}, {"rule", "blocking-sleep"}});
  return {{"findings", findings}};
}

std::set<std::string> fingerprintsOf(const std::vector<Drawn> &sample) {
  std::set<std::string> fingerprints;
  for (const Drawn &drawn : sample)
    fingerprints.insert(drawn.finding.at("fingerprint"));
  return fingerprints;
}

Json labelFor(const char *fingerprint, const char *verdict, const char *reason = "read") {
  return {{"project", "a"}, {"fingerprint", fingerprint}, {"verdict", verdict}, {"reason", reason}};
}

TEST(Sample, TakesAsManyOfEachProjectAsThereAre) {
  auto sample = drawFindings(
      {{"large", reportOf({"1", "2", "3", "4", "5"})}, {"small", reportOf({"6"})}}, 4, 1);
  EXPECT_EQ(sample.size(), 4u);
  EXPECT_TRUE(fingerprintsOf(sample).contains("6"));
}

TEST(Sample, IsTheSameForTheSameSeedAndOrderDoesNotMatter) {
  auto drawn = [](std::uint64_t seed, Json report) {
    return fingerprintsOf(drawFindings({{"a", std::move(report)}}, 3, seed));
  };
  Json report = reportOf({"1", "2", "3", "4", "5", "6", "7", "8"});
  Json reversed = reportOf({"8", "7", "6", "5", "4", "3", "2", "1"});
  EXPECT_EQ(drawn(1, report), drawn(1, reversed));
  EXPECT_NE(drawn(1, report), drawn(2, report));
}

TEST(Sample, KeepsItsFindingsWhenAnotherGoes) {
  Json all = reportOf({"1", "2", "3", "4", "5", "6", "7", "8"});
  auto before = fingerprintsOf(drawFindings({{"a", all}}, 4, 1));
  Json fewer = Json::object({{"findings", Json::array()}});
  std::string gone = *before.begin();
  for (const Json &finding : all["findings"])
    if (finding.at("fingerprint") != gone)
      fewer["findings"].push_back(finding);
  auto after = fingerprintsOf(drawFindings({{"a", fewer}}, 4, 1));
  before.erase(gone);
  for (const std::string &fingerprint : before)
    EXPECT_TRUE(after.contains(fingerprint));
}

TEST(Sample, CountsWhatLabelsSay) {
  auto labels = readLabels({{"labels", {labelFor("1", "right"), labelFor("2", "wrong")}}});
  auto tallies = tally(drawFindings({{"a", reportOf({"1", "2", "3"})}}, 3, 1), labels, "rule");
  EXPECT_EQ(tallies[""].right, 1u);
  EXPECT_EQ(tallies["blocking-sleep"].wrong, 1u);
  EXPECT_EQ(tallies[""].unlabelled, 1u);
  EXPECT_EQ(tallies[""].precision(), 50);
}

TEST(Sample, RefusesLabelsThatSayNothingOrTwice) {
  EXPECT_THROW(readLabels({{"labels", {labelFor("1", "perhaps")}}}), std::invalid_argument);
  EXPECT_THROW(readLabels({{"labels", {labelFor("1", "right", "")}}}), std::invalid_argument);
  EXPECT_THROW(readLabels({{"labels", {labelFor("1", "right"), labelFor("1", "wrong")}}}),
               std::invalid_argument);
}

} // namespace
} // namespace coax
