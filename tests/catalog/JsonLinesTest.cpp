// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/JsonLines.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

constexpr const char *text = R"({
  // a comment
  "version": 1,
  "entries": [
    {"name": "a"},
    {
      "name": ["b",
               "c"],
      "callable": 7
    }
  ]
})";

TEST(JsonLines, FindsKeysObjectsAndElements) {
  EXPECT_EQ(lineOfValue(text, ""), 1u);
  EXPECT_EQ(lineOfValue(text, "/version"), 3u);
  EXPECT_EQ(lineOfValue(text, "/entries"), 4u);
  EXPECT_EQ(lineOfValue(text, "/entries/0"), 5u);
  EXPECT_EQ(lineOfValue(text, "/entries/1"), 6u);
  EXPECT_EQ(lineOfValue(text, "/entries/1/name/1"), 8u);
  EXPECT_EQ(lineOfValue(text, "/entries/1/callable"), 9u);
}

TEST(JsonLines, NumbersEndBeforeTheLineBreak) {
  EXPECT_EQ(lineOfValue("[1\n,2\n,3\n]", "/1"), 2u);
}

TEST(JsonLines, FallsBackToWhatEncloses) {
  EXPECT_EQ(lineOfValue(text, "/entries/1/missing"), 6u);
  EXPECT_EQ(lineOfValue(text, "/nothing/at/all"), 1u);
}

} // namespace
} // namespace coax
