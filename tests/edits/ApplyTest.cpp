// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Apply.h"

#include "tests/edits/TemporaryDirectory.h"

#include <gtest/gtest.h>

namespace coax {

TEST(Apply, NoEditKeepsTheContent) { EXPECT_EQ(applyEdits("abc", {}), "abc"); }

TEST(Apply, InsertsReplacesAndDeletes) {
  std::vector<Edit> edits = {{"f", 0, 0, ">", ""}, {"f", 1, 1, "BB", ""}, {"f", 2, 1, "", ""}};
  EXPECT_EQ(applyEdits("abcd", edits), ">aBBd");
}

TEST(Apply, InsertionsAtOneOffsetKeepTheirOrder) {
  std::vector<Edit> edits = {{"f", 1, 0, "1", ""}, {"f", 1, 0, "2", ""}, {"f", 1, 1, "B", ""}};
  EXPECT_EQ(applyEdits("ab", edits), "a12B");
}

TEST(Apply, ReachesTheEndOfTheFile) {
  std::vector<Edit> edits = {{"f", 2, 0, "c", ""}};
  EXPECT_EQ(applyEdits("ab", edits), "abc");
}

TEST(Apply, ComputesOneChangeForEachFileThatDiffers) {
  TemporaryDirectory directory;
  std::string a = directory.write("a.cpp", "one\r\n"), b = directory.write("b.cpp", "two");
  auto changes = computeChanges({{a, 0, 3, "uno", ""}, {a, 3, 0, "!", ""}, {b, 0, 3, "two", ""}});
  ASSERT_TRUE(static_cast<bool>(changes));
  EXPECT_EQ(*changes, (std::vector<FileChange>{{a, "one\r\n", "uno!\r\n"}}));
}

TEST(Apply, RefusesAFileThatBecameShorter) {
  TemporaryDirectory directory;
  std::string file = directory.write("a.cpp", "ab");
  auto changes = computeChanges({{file, 1, 5, "", ""}});
  ASSERT_FALSE(static_cast<bool>(changes));
  EXPECT_EQ(llvm::toString(changes.takeError()),
            file + " changed while it was analysed: run coax again");
}

TEST(Apply, NamesAFileThatCannotBeRead) {
  TemporaryDirectory directory;
  auto changes = computeChanges({{directory.path("absent.cpp"), 0, 0, "x", ""}});
  ASSERT_FALSE(static_cast<bool>(changes));
  EXPECT_NE(llvm::toString(changes.takeError()).find("absent.cpp"), std::string::npos);
}

} // namespace coax
