// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Suppressions.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

Suppression only(std::string_view source) {
  std::vector<Suppression> all = parseSuppressions(source);
  EXPECT_EQ(all.size(), 1u) << source;
  return all.empty() ? Suppression() : all.front();
}

TEST(Suppressions, OnTheLine) {
  Suppression s = only("int x;\nsleep(1); // coax-ignore(blocking-sleep): the device needs it\n");
  EXPECT_EQ(s.covers, 2u);
  EXPECT_EQ(s.rules, std::vector<std::string>{"blocking-sleep"});
  EXPECT_EQ(s.reason, "the device needs it");
  EXPECT_EQ(s.column, 14u);
  EXPECT_EQ(s.endColumn, 41u);
}

TEST(Suppressions, OnALineOfTheirOwnCoverTheNextCode) {
  EXPECT_EQ(only("  // coax-ignore(a): x\n  // more words\n  sleep(1);\n").covers, 3u);
  EXPECT_EQ(only("/* coax-ignore(a): x */\nsleep(1);\n").reason, "x");
}

TEST(Suppressions, ListsOfRulesAndCodes) {
  EXPECT_EQ(only("f(); // coax-ignore(a, COAX201 ,*)").rules,
            (std::vector<std::string>{"a", "COAX201", "*"}));
}

TEST(Suppressions, NolintCountsForOurRulesOnly) {
  EXPECT_EQ(only("f(); // NOLINT(coax-a, bugprone-b)").rules, std::vector<std::string>{"a"});
  EXPECT_EQ(only("// NOLINTNEXTLINE(coax-a)\nf();").covers, 2u);
  EXPECT_TRUE(parseSuppressions("f(); // NOLINT(bugprone-b)\n").empty());
  EXPECT_TRUE(parseSuppressions("f(); // NOLINT\n").empty());
}

TEST(Suppressions, AreComments) {
  EXPECT_TRUE(parseSuppressions("log(\"coax-ignore(a): b\");\n").empty());
  EXPECT_TRUE(parseSuppressions("// coax-ignore: no rule\n").empty());
  EXPECT_TRUE(parseSuppressions("// coax-ignore(a\n").empty());
}

} // namespace
} // namespace coax
