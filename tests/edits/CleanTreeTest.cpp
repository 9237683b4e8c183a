// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/CleanTree.h"

#include "tests/edits/TemporaryDirectory.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace coax {

using Names = std::vector<std::string>;

/// A repository with a.cpp and b.cpp committed and build/ ignored.
class CleanTree : public ::testing::Test {
protected:
  void SetUp() override {
    a = project.write("a.cpp", "a\n");
    b = project.write("b.cpp", "b\n");
    project.write(".gitignore", "/build/\n");
    git("init -q");
    git("add .");
    git("-c user.name=x -c user.email=x@example.org -c commit.gpgsign=false commit -q -m x");
  }

  void git(const std::string &arguments) {
    std::string command = "git -C '" + project.root() + "' " + arguments + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }

  static TreeState inspect(const Names &files) {
    auto state = inspectTree(files);
    if (state)
      return *state;
    ADD_FAILURE() << llvm::toString(state.takeError());
    return {};
  }

  TemporaryDirectory project;
  std::string a, b;
};

TEST_F(CleanTree, IsCleanAfterACommit) {
  TreeState state = inspect({a, b});
  EXPECT_TRUE(state.dirty.empty());
  EXPECT_TRUE(state.notes.empty());
}

TEST_F(CleanTree, CountsAnyTrackedFile) {
  project.write("b.cpp", "edited\n");
  EXPECT_EQ(inspect({a}).dirty, Names{b});
}

TEST_F(CleanTree, CountsAStagedFileAndARename) {
  git("mv b.cpp c.cpp");
  EXPECT_EQ(inspect({a}).dirty, Names{project.path("c.cpp")});
}

TEST_F(CleanTree, CountsAnUntrackedFileOnlyIfItIsToChange) {
  std::string extra = project.write("extra.cpp", "x\n");
  EXPECT_TRUE(inspect({a}).dirty.empty());
  EXPECT_EQ(inspect({a, extra}).dirty, Names{extra});
}

TEST_F(CleanTree, SaysWhenGitIgnoresTheFiles) {
  project.write("a.cpp", "edited\n");
  TreeState state = inspect({project.write("build/copy.cpp", "x\n")});
  EXPECT_TRUE(state.dirty.empty());
  ASSERT_EQ(state.notes.size(), 1u);
  EXPECT_NE(state.notes[0].find("ignores"), std::string::npos);
}

TEST_F(CleanTree, TakesOddNamesLiterally) {
  std::string odd = project.write("q\"* .cpp", "x\n");
  EXPECT_EQ(inspect({odd}).dirty, Names{odd});
}

TEST_F(CleanTree, FailsOnABrokenRepository) {
  project.write(".git/HEAD", "broken");
  auto state = inspectTree({a});
  ASSERT_FALSE(static_cast<bool>(state));
  EXPECT_NE(llvm::toString(state.takeError()).find("--force"), std::string::npos);
}

TEST(CleanTreeOutside, IsANoteOutsideOfGit) {
  TemporaryDirectory directory;
  auto state = inspectTree({directory.write("a.cpp", "a")});
  ASSERT_TRUE(static_cast<bool>(state));
  EXPECT_TRUE(state->dirty.empty());
  EXPECT_EQ(state->notes.size(), 1u);
}

TEST(RequireClean, NamesAFileAndTheRemedy) {
  EXPECT_FALSE(static_cast<bool>(requireClean({{}, {"a note"}})));
  EXPECT_EQ(llvm::toString(requireClean({{"/p/a.cpp", "/p/b.cpp"}, {}})),
            "/p/a.cpp and 1 more: changes that are not committed; commit them, or use --force");
}

} // namespace coax
