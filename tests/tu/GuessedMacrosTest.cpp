// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/GuessedMacros.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

class GuessedMacrosTest : public testing::Test {
protected:
  GuessedMacros macros;

  void SetUp() override {
    macros.define("ONE 1");
    macros.define("ALIAS ONE");
    macros.define("EMPTY");
    macros.define("CALL(x) x");
    macros.define("LOOP LOOP");
    macros.define("__cplusplus 201703L");
    macros.undefine("GONE");
    macros.doubt("DOUBT");
  }

  std::optional<bool> holds(const std::string &condition) const {
    return macros.holds(condition, [](llvm::StringRef operand) {
      return operand == "<known>" ? std::optional(true) : std::nullopt;
    });
  }
};

constexpr std::nullopt_t open = std::nullopt;

TEST_F(GuessedMacrosTest, EvaluatesWhatIsKnown) {
  EXPECT_EQ(holds("1"), true);
  EXPECT_EQ(holds("0x10 == 16 && !(3 < 2)"), true);
  EXPECT_EQ(holds("ONE + 2 * 3 == 7"), true);
  EXPECT_EQ(holds("1 - 1 - 1 == -1"), true);
  EXPECT_EQ(holds("ALIAS"), true);
  EXPECT_EQ(holds("ONE ? 0 : 1"), false);
  EXPECT_EQ(holds("__cplusplus >= 201402L"), true);
  EXPECT_EQ(holds("__cplusplus >= 202002L"), false);
  EXPECT_EQ(holds("ONE /* why */ && \\\n 1"), true);
}

TEST_F(GuessedMacrosTest, KnowsWhatIsDefined) {
  EXPECT_EQ(holds("defined ONE && defined(EMPTY) && defined(CALL)"), true);
  EXPECT_EQ(holds("defined(GONE)"), false);
  EXPECT_EQ(holds("GONE"), false);
  EXPECT_EQ(holds("defined(_WIN32) || defined(__APPLE__)"), false);
  EXPECT_EQ(holds("defined(__has_include)"), true);
}

TEST_F(GuessedMacrosTest, LeavesOpenWhatASystemHeaderDecides) {
  EXPECT_EQ(holds("PATH_MAX"), open);
  EXPECT_EQ(holds("defined(PATH_MAX)"), open);
  EXPECT_EQ(holds("__GLIBC__ > 2"), open);
  EXPECT_EQ(holds("DOUBT"), open);
  EXPECT_EQ(holds("PATH_MAX && 0"), false);
  EXPECT_EQ(holds("0 && PATH_MAX"), false);
  EXPECT_EQ(holds("PATH_MAX || 1"), true);
  EXPECT_EQ(holds("PATH_MAX || 0"), open);
}

TEST_F(GuessedMacrosTest, AsksWhetherAHeaderIsThere) {
  EXPECT_EQ(holds("__has_include(<known>) && ONE"), true);
  EXPECT_EQ(holds("__has_include(<other>)"), open);
}

TEST_F(GuessedMacrosTest, LeavesOpenWhatItDoesNotUnderstand) {
  EXPECT_EQ(holds(""), open);
  EXPECT_EQ(holds("EMPTY"), open);
  EXPECT_EQ(holds("CALL(1)"), open);
  EXPECT_EQ(holds("LOOP"), open);
  EXPECT_EQ(holds("1 +"), open);
  EXPECT_EQ(holds("(1"), open);
  EXPECT_EQ(holds("defined("), open);
  EXPECT_EQ(holds("__has_include("), open);
  EXPECT_EQ(holds("'a' == 97"), open);
  EXPECT_EQ(holds("1 / 0"), open);
}

} // namespace
} // namespace coax::test
