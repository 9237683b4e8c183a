// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/HeaderTree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace coax::test {
namespace {

using Stages = std::vector<Headers>;

TEST(HeaderTree, PutsWhatMostHaveFirst) {
  HeaderTree tree =
      shareHeaders({{"k", {"map", "string"}}, {"k", {"string"}}, {"k", {"string", "map"}}}, 2);
  EXPECT_EQ(tree.stages[0], (Stages{{"string"}, {"map"}}));
  EXPECT_EQ(tree.stages[1], (Stages{{"string"}}));
  EXPECT_EQ(tree.stages[2], tree.stages[0]);
}

TEST(HeaderTree, MakesOneStageOfWhatAllHave) {
  HeaderTree tree = shareHeaders({{"k", {"b", "a"}}, {"k", {"a", "b"}}}, 2);
  EXPECT_EQ(tree.stages[0], (Stages{{"a", "b"}}));
  EXPECT_EQ(tree.stages[1], tree.stages[0]);
}

TEST(HeaderTree, LeavesOutWhatTooFewHave) {
  HeaderTree tree = shareHeaders({{"k", {"a", "x"}}, {"k", {"a"}}, {"k", {"y"}}}, 2);
  EXPECT_EQ(tree.stages, (std::vector<Stages>{{{"a"}}, {{"a"}}, {}}));
}

TEST(HeaderTree, SharesUnderOneKeyOnly) {
  HeaderTree tree = shareHeaders({{"k", {"a"}}, {"l", {"a"}}, {"", {"a"}}, {"", {"a"}}}, 2);
  EXPECT_EQ(tree.stages, std::vector<Stages>(4));
}

TEST(HeaderTree, OrdersAllUnitsOnceWithRelativesTogether) {
  HeaderTree tree = shareHeaders(
      {{"k", {"a", "b"}}, {"", {}}, {"k", {"a", "c"}}, {"k", {"a", "b"}}, {"k", {"a", "c"}}}, 2);
  std::vector<std::size_t> sorted = tree.order, all(5);
  std::sort(sorted.begin(), sorted.end());
  std::iota(all.begin(), all.end(), 0u);
  EXPECT_EQ(sorted, all);
  EXPECT_EQ(tree.order, (std::vector<std::size_t>{1, 0, 3, 2, 4}));
}

} // namespace
} // namespace coax::test
