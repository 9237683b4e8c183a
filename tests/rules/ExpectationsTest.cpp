// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runner can fail: each kind of disagreement is seen.
#include "tests/rules/Expectations.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

Finding findingOn(unsigned line, std::string rule) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.message = "'sleep' blocks the calling thread";
  finding.range = {{"/a.cpp", line, 1}, line, 9};
  finding.chain = {{"f()", {"/a.cpp", line, 1}, "call"}, {"g()", {"/a.cpp", 9, 1}, "call"}};
  return finding;
}

std::vector<std::string> check(std::string_view source, std::vector<Finding> findings) {
  return checkExpectations("a.cpp", source, findings);
}

TEST(Expectations, HoldWhenAllAreMet) {
  EXPECT_TRUE(check("x\ny // expect-finding: blocking-sleep \"'sleep' blocks\" via f() -> g()\n",
                    {findingOn(2, "blocking-sleep")})
                  .empty());
  EXPECT_TRUE(check("x // not a directive: expected\n", {}).empty());
}

TEST(Expectations, UnmarkedFindingFails) {
  EXPECT_EQ(check("x\n", {findingOn(1, "blocking-sleep")}).size(), 1u);
}

TEST(Expectations, UnmetMarkFails) {
  EXPECT_EQ(check("x // expect-finding: blocking-sleep\n", {}).size(), 1u);
}

TEST(Expectations, WrongLineRuleTextOrChainFails) {
  Finding finding = findingOn(1, "blocking-sleep");
  EXPECT_EQ(check("\nx // expect-finding: blocking-sleep\n", {finding}).size(), 2u);
  EXPECT_EQ(check("x // expect-finding: blocking-dns\n", {finding}).size(), 2u);
  EXPECT_EQ(check("x // expect-finding: blocking-sleep \"usleep\"\n", {finding}).size(), 2u);
  EXPECT_EQ(check("x // expect-finding: blocking-sleep via f()\n", {finding}).size(), 2u);
}

TEST(Expectations, OneMarkExplainsOneFinding) {
  Finding finding = findingOn(1, "blocking-sleep");
  EXPECT_EQ(check("x // expect-finding: blocking-sleep\n", {finding, finding}).size(), 1u);
  EXPECT_TRUE(check("x // expect-finding: blocking-sleep; expect-finding: blocking-sleep\n",
                    {finding, finding})
                  .empty());
}

TEST(Expectations, UnknownDirectiveFails) {
  EXPECT_EQ(check("x // expect-findings: blocking-sleep\n", {}).size(), 1u);
  EXPECT_EQ(check("x // known-bug: blocking-sleep\n", {}).size(), 1u);
}

TEST(Expectations, SuppressedFindingNeedsItsOwnMark) {
  Finding finding = findingOn(1, "blocking-sleep");
  finding.suppressed = true;
  finding.suppression = "why not";
  EXPECT_EQ(check("x // expect-finding: blocking-sleep\n", {finding}).size(), 2u);
  EXPECT_TRUE(check("x // expect-suppressed: blocking-sleep \"why\"\n", {finding}).empty());
  EXPECT_EQ(check("x // expect-suppressed: blocking-sleep \"because\"\n", {finding}).size(), 2u);
}

TEST(Expectations, KnownWeaknessesAreAsserted) {
  Finding finding = findingOn(1, "blocking-sleep");
  EXPECT_TRUE(check("x // known-miss: blocking-sleep\n", {}).empty());
  EXPECT_EQ(check("x // known-miss: blocking-sleep\n", {finding}).size(), 1u);
  EXPECT_TRUE(check("x // known-false-alarm: blocking-sleep\n", {finding}).empty());
  EXPECT_EQ(check("x // known-false-alarm: blocking-sleep\n", {}).size(), 1u);
}

} // namespace
} // namespace coax
