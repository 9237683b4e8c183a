// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/LineScript.h"

#include <gtest/gtest.h>

#include <string>

namespace coax {

static std::vector<LineChange> script(std::string_view before, std::string_view after) {
  return lineScript(splitLines(before), splitLines(after));
}

using Changes = std::vector<LineChange>;

TEST(LineScript, SplitsAfterEveryNewline) {
  EXPECT_EQ(splitLines("a\r\n\nb"), (std::vector<std::string_view>{"a\r\n", "\n", "b"}));
  EXPECT_TRUE(splitLines("").empty());
}

TEST(LineScript, EqualTextsNeedNoChange) { EXPECT_TRUE(script("a\nb\n", "a\nb\n").empty()); }

TEST(LineScript, ReplacesOneLine) {
  EXPECT_EQ(script("a\nb\nc\n", "a\nB\nc\n"), (Changes{{1, 2, 1, 2}}));
}

TEST(LineScript, FindsAnInsertionAmongRepeatedLines) {
  EXPECT_EQ(script("a\na\n", "a\na\na\n"), (Changes{{2, 2, 2, 3}}));
}

TEST(LineScript, SeparatesDistantChanges) {
  EXPECT_EQ(script("a\nb\nc\nd\n", "A\nb\nc\nd\ne\n"), (Changes{{0, 1, 0, 1}, {4, 4, 4, 5}}));
}

TEST(LineScript, FromAndToNothing) {
  EXPECT_EQ(script("", "a\n"), (Changes{{0, 0, 0, 1}}));
  EXPECT_EQ(script("a\nb\n", ""), (Changes{{0, 2, 0, 0}}));
}

TEST(LineScript, TreatsTextsFarApartAsOneChange) {
  std::string before, after;
  for (int i = 0; i < 5000; ++i) {
    before.append("a").append(std::to_string(i)).append("\n");
    after.append("b").append(std::to_string(i)).append("\n");
  }
  EXPECT_EQ(script(before, after), (Changes{{0, 5000, 0, 5000}}));
}

} // namespace coax
