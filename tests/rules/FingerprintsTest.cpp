// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Fingerprints.h"

#include <gtest/gtest.h>

#include <set>

namespace coax {
namespace {

Finding sleepAt(std::string file, unsigned line) {
  Finding finding;
  finding.rule = "blocking-sleep";
  finding.callee = "sleep";
  finding.function = "f()";
  finding.range = {{std::move(file), line, 1}, line, 9};
  return finding;
}

std::vector<std::string> fingerprints(std::vector<Finding> findings, std::string root) {
  fingerprint(findings, root);
  std::vector<std::string> all;
  for (const Finding &finding : findings)
    all.push_back(finding.fingerprint);
  return all;
}

TEST(Fingerprints, HashIsFnv1a) {
  EXPECT_EQ(hash64(""), "cbf29ce484222325");
  EXPECT_EQ(hash64("a"), "af63dc4c8601ec8c");
  EXPECT_EQ(hash64("foobar"), "85944171f73967e8");
}

TEST(Fingerprints, SurviveMovesOfLinesAndOfTheCheckout) {
  EXPECT_EQ(fingerprints({sleepAt("/x/a.cpp", 1), sleepAt("/x/a.cpp", 5)}, "/x"),
            fingerprints({sleepAt("/y/z/a.cpp", 40), sleepAt("/y/z/a.cpp", 50)}, "/y/z"));
}

TEST(Fingerprints, TellFindingsApart) {
  Finding other = sleepAt("/x/a.cpp", 9);
  other.function = "g()";
  auto all = fingerprints(
      {sleepAt("/x/a.cpp", 1), sleepAt("/x/a.cpp", 2), other, sleepAt("/x/b.cpp", 1)}, "/x");
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 4u);
}

} // namespace
} // namespace coax
