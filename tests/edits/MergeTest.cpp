// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Merge.h"

#include <gtest/gtest.h>

namespace coax {

using Edits = std::vector<Edit>;

TEST(Merge, OrdersByFileAndOffset) {
  Edit late{"b.cpp", 9, 1, "x", "f"}, early{"b.cpp", 2, 1, "y", "f"},
      other{"a.cpp", 5, 0, "z", "g"};
  MergedEdits merged = mergeEdits({late, early, other});
  EXPECT_EQ(merged.edits, (Edits{other, early, late}));
  EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, FoldsTheSameEditOfSeveralUnits) {
  Edit edit{"a.h", 2, 1, "y", "f"};
  EXPECT_EQ(mergeEdits({edit, edit, edit}).edits, Edits{edit});
}

TEST(Merge, FoldsTheSameEditOfSeveralOwners) {
  MergedEdits merged =
      mergeEdits({{"a", 0, 0, "#include <x>\n", "g"}, {"a", 0, 0, "#include <x>\n", "f"}});
  EXPECT_EQ(merged.edits, (Edits{{"a", 0, 0, "#include <x>\n", "f"}}));
}

TEST(Merge, KeepsTheGivenOrderOfInsertionsWithinAnOwner) {
  Edit second{"a", 4, 0, "2", "f"}, first{"a", 4, 0, "1", "f"};
  EXPECT_EQ(mergeEdits({second, first}).edits, (Edits{second, first}));
}

TEST(Merge, SortsInsertionsOfDifferentOwners) {
  Edit f{"a", 4, 0, "z", "f"}, g{"a", 4, 0, "a", "g"};
  EXPECT_EQ(mergeEdits({g, f}).edits, (Edits{f, g}));
}

TEST(Merge, PutsAnInsertionBeforeAReplacementThatStartsThere) {
  Edit insertion{"a", 4, 0, "+", "z"}, replacement{"a", 4, 2, "r", "a"};
  MergedEdits merged = mergeEdits({replacement, insertion});
  EXPECT_EQ(merged.edits, (Edits{insertion, replacement}));
  EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, LetsAnInsertionTouchTheEndOfAReplacement) {
  Edit replacement{"a", 4, 2, "r", "a"}, insertion{"a", 6, 0, "+", "b"};
  EXPECT_TRUE(mergeEdits({insertion, replacement}).conflicts.empty());
}

TEST(Merge, LetsReplacementsTouch) {
  EXPECT_TRUE(mergeEdits({{"a", 4, 2, "r", "f"}, {"a", 6, 2, "s", "g"}}).conflicts.empty());
}

TEST(Merge, NamesBothOwnersOfOverlappingReplacements) {
  Edit first{"a", 4, 3, "r", "f"}, second{"a", 6, 2, "s", "g"};
  MergedEdits merged = mergeEdits({second, first});
  EXPECT_TRUE(merged.edits.empty());
  ASSERT_EQ(merged.conflicts.size(), 1u);
  EXPECT_EQ(merged.conflicts[0], (EditConflict{first, second, {"f", "g"}}));
}

TEST(Merge, NamesEveryOwnerOfAFoldedEditInAConflict) {
  MergedEdits merged =
      mergeEdits({{"a", 4, 3, "r", "h"}, {"a", 4, 3, "r", "f"}, {"a", 4, 3, "s", "g"}});
  ASSERT_EQ(merged.conflicts.size(), 1u);
  EXPECT_EQ(merged.conflicts[0].owners, (std::vector<std::string>{"f", "g", "h"}));
}

TEST(Merge, RefusesAnInsertionInsideAReplacement) {
  MergedEdits merged = mergeEdits({{"a", 5, 0, "+", "g"}, {"a", 4, 2, "r", "f"}});
  EXPECT_EQ(merged.conflicts.size(), 1u);
}

TEST(Merge, AConflictLeavesOtherEditsAlone) {
  Edit bystander{"a", 20, 1, "x", "h"};
  MergedEdits merged = mergeEdits({bystander, {"a", 4, 3, "r", "f"}, {"a", 5, 1, "s", "g"}});
  EXPECT_EQ(merged.edits, Edits{bystander});
}

TEST(Merge, MeetsEveryEditUnderALongOne) {
  MergedEdits merged =
      mergeEdits({{"a", 0, 100, "", "long"}, {"a", 10, 1, "x", "f"}, {"a", 50, 1, "y", "g"}});
  ASSERT_EQ(merged.conflicts.size(), 2u);
  EXPECT_EQ(merged.conflicts[1].owners, (std::vector<std::string>{"g", "long"}));
}

TEST(Merge, KeepsFilesApart) {
  EXPECT_TRUE(mergeEdits({{"a", 0, 9, "", "f"}, {"b", 4, 1, "", "g"}}).conflicts.empty());
}

TEST(Merge, DropsAnEditThatDoesNothing) {
  EXPECT_TRUE(mergeEdits({{"a", 3, 0, "", "f"}}).edits.empty());
}

} // namespace coax
