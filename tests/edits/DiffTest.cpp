// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Diff.h"

#include <gtest/gtest.h>

namespace coax {

static std::string diff(std::string before, std::string after, std::string file = "/p/a.cpp") {
  return unifiedDiff({{std::move(file), std::move(before), std::move(after)}}, "/p");
}

TEST(Diff, ShowsThreeLinesOfContext) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nV\n6\n7\n8\n9\n"),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+V\n 6\n 7\n 8\n");
}

TEST(Diff, JoinsHunksWhoseContextMeets) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n", "I\n2\n3\n4\n5\n6\n7\nX\n"),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,8 +1,8 @@\n-1\n+I\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+X\n");
}

TEST(Diff, SeparatesHunksFurtherApart) {
  std::string out = diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "I\n2\n3\n4\n5\n6\n7\n8\nX\n");
  EXPECT_NE(out.find("@@ -1,4 +1,4 @@\n"), std::string::npos);
  EXPECT_NE(out.find("@@ -6,4 +6,4 @@\n"), std::string::npos);
}

TEST(Diff, MarksAMissingNewlineOnEitherSide) {
  EXPECT_EQ(diff("a", "b\n"), "--- a/a.cpp\n+++ b/a.cpp\n@@ -1 +1 @@\n-a\n"
                              "\\ No newline at end of file\n+b\n");
  EXPECT_EQ(diff("a\n", "a\nb"), "--- a/a.cpp\n+++ b/a.cpp\n@@ -1 +1,2 @@\n a\n+b\n"
                                 "\\ No newline at end of file\n");
}

TEST(Diff, KeepsCarriageReturns) {
  EXPECT_EQ(diff("a\r\nb\r\n", "a\r\nc\r\n"),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
}

TEST(Diff, NamesTheLineBeforeAnEmptyRange) {
  EXPECT_EQ(diff("", "a\n"), "--- a/a.cpp\n+++ b/a.cpp\n@@ -0,0 +1 @@\n+a\n");
}

TEST(Diff, QuotesOddNames) {
  EXPECT_EQ(diff("", "a\n", "/p/x y.cpp").substr(0, 29), "--- a/x y.cpp\t\n+++ b/x y.cpp\t");
  EXPECT_EQ(diff("", "a\n", "/p/q\"\t.cpp").substr(0, 17), "--- \"a/q\\\"\\011.cp");
}

TEST(Diff, KeepsUtf8NamesAsTheyAre) {
  EXPECT_EQ(diff("", "a\n", "/p/\xc3\xa9.cpp").substr(0, 13), "--- a/\xc3\xa9.cpp\n");
}

TEST(Diff, IsEmptyWithoutChanges) { EXPECT_EQ(diff("a\n", "a\n"), ""); }

} // namespace coax
