// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Write.h"

#include "rewriters/edits/Journal.h"
#include "tests/edits/TemporaryDirectory.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

namespace coax {

static std::string messageOf(llvm::Error error) { return llvm::toString(std::move(error)); }

static mode_t modeOf(const std::string &path) {
  struct stat status {};
  ::stat(path.c_str(), &status);
  return status.st_mode & 07777;
}

TEST(Write, ReplacesAllFilesAndLeavesNothingElse) {
  TemporaryDirectory project;
  std::string a = project.write("a.cpp", "a"), b = project.write("sub/b.h", "b");
  ASSERT_EQ(messageOf(writeChanges(project.root(), {{a, "a", "A"}, {b, "b", "B"}})), "");
  EXPECT_EQ(project.read("a.cpp"), "A");
  EXPECT_EQ(project.read("sub/b.h"), "B");
  EXPECT_EQ(project.size(), 3u);
}

TEST(Write, KeepsPermissions) {
  TemporaryDirectory project;
  std::string a = project.write("a.cpp", "a");
  ASSERT_EQ(::chmod(a.c_str(), 0741), 0);
  ASSERT_EQ(messageOf(writeChanges(project.root(), {{a, "a", "A"}})), "");
  EXPECT_EQ(modeOf(a), 0741u);
}

TEST(Write, OneBadFileKeepsAllAsTheyWere) {
  TemporaryDirectory project;
  std::string a = project.write("a.cpp", "a"), b = project.write("b.cpp", "edited meanwhile");
  EXPECT_EQ(messageOf(writeChanges(project.root(), {{a, "a", "A"}, {b, "b", "B"}})),
            b + " changed since it was analysed: run coax again");
  EXPECT_EQ(project.read("a.cpp"), "a");
  EXPECT_EQ(project.size(), 2u);
}

TEST(Write, RefusesAReadOnlyFile) {
  TemporaryDirectory project;
  std::string a = project.write("a.cpp", "a");
  ASSERT_EQ(::chmod(a.c_str(), 0444), 0);
  EXPECT_EQ(messageOf(writeChanges(project.root(), {{a, "a", "A"}})),
            a + " is read-only: make it writable (chmod u+w) or leave it out");
  EXPECT_EQ(project.read("a.cpp"), "a");
}

TEST(Write, RefusesAFileOutsideTheRoot) {
  TemporaryDirectory project, elsewhere;
  std::string file = elsewhere.write("a.cpp", "a");
  EXPECT_NE(messageOf(writeChanges(project.root(), {{file, "a", "A"}})).find("outside"),
            std::string::npos);
  EXPECT_EQ(elsewhere.read("a.cpp"), "a");
}

TEST(Write, RefusesALinkThatLeavesTheRoot) {
  TemporaryDirectory project, elsewhere;
  std::string file = elsewhere.write("a.cpp", "a"), link = project.path("a.cpp");
  ASSERT_EQ(::symlink(file.c_str(), link.c_str()), 0);
  EXPECT_NE(messageOf(writeChanges(project.root(), {{link, "a", "A"}})).find("outside"),
            std::string::npos);
  EXPECT_EQ(elsewhere.read("a.cpp"), "a");
}

TEST(Write, WritesThroughALinkInsideTheRoot) {
  TemporaryDirectory project;
  std::string file = project.write("real.cpp", "a"), link = project.path("link.cpp");
  ASSERT_EQ(::symlink(file.c_str(), link.c_str()), 0);
  ASSERT_EQ(messageOf(writeChanges(project.root(), {{link, "a", "A"}})), "");
  EXPECT_EQ(project.read("real.cpp"), "A");
  EXPECT_TRUE(std::filesystem::is_symlink(link));
}

TEST(Write, RefusesOneFileWithTwoResults) {
  TemporaryDirectory project;
  std::string file = project.write("real.cpp", "a"), link = project.path("link.cpp");
  ASSERT_EQ(::symlink(file.c_str(), link.c_str()), 0);
  EXPECT_NE(messageOf(writeChanges(project.root(), {{file, "a", "A"}, {link, "a", "B"}}))
                .find("one file with two results"),
            std::string::npos);
  EXPECT_EQ(project.read("real.cpp"), "a");
}

TEST(Write, RefusesADirectoryInPlaceOfAFile) {
  TemporaryDirectory project;
  std::filesystem::create_directory(project.path("a.cpp"));
  EXPECT_NE(messageOf(writeChanges(project.root(), {{project.path("a.cpp"), "a", "A"}}))
                .find("not a regular file"),
            std::string::npos);
}

TEST(Write, NamesAFileInTheWay) {
  TemporaryDirectory project;
  std::string a = project.write("a.cpp", "a"), old = project.write(".a.cpp.coax-old", "mine");
  EXPECT_EQ(messageOf(writeChanges(project.root(), {{a, "a", "A"}})),
            old + " is in the way: remove it and run coax again");
  EXPECT_EQ(project.read(".a.cpp.coax-old"), "mine");
}

TEST(Write, RefusesWhileAnotherWriteRuns) {
  TemporaryDirectory project;
  std::string a = project.write("a.cpp", "a");
  auto other = Journal::create(project.root());
  ASSERT_TRUE(static_cast<bool>(other));
  EXPECT_NE(messageOf(writeChanges(project.root(), {{a, "a", "A"}})).find("another coax"),
            std::string::npos);
  auto recovery = recoverInterruptedWrite(project.root());
  ASSERT_FALSE(static_cast<bool>(recovery));
  EXPECT_NE(messageOf(recovery.takeError()).find("wait for it"), std::string::npos);
  EXPECT_EQ(project.read("a.cpp"), "a");
}

/// A write that stopped after `a` was renamed into place and before `b` was.
class Interrupted : public ::testing::Test {
protected:
  void SetUp() override {
    entries = {{project.write("a.cpp", "A"), project.path(".a.new"), project.write(".a.old", "a"),
                contentHash("A")},
               {project.write("b.cpp", "b"), project.write(".b.new", "B"), project.path(".b.old"),
                contentHash("B")}};
    ASSERT_EQ(::link(entries[1].file.c_str(), entries[1].backup.c_str()), 0);
    auto journal = Journal::create(project.root());
    ASSERT_TRUE(static_cast<bool>(journal));
    ASSERT_EQ(messageOf(journal->writePlan(entries)), "");
  }

  Recovery recover() {
    auto recovery = recoverInterruptedWrite(project.root());
    EXPECT_TRUE(static_cast<bool>(recovery));
    return recovery ? *recovery : Recovery{};
  }

  TemporaryDirectory project;
  std::vector<JournalEntry> entries;
};

TEST_F(Interrupted, IsTakenBack) {
  Recovery recovery = recover();
  EXPECT_TRUE(recovery.interrupted);
  EXPECT_EQ(recovery.restored, std::vector<std::string>{project.path("a.cpp")});
  EXPECT_EQ(project.read("a.cpp"), "a");
  EXPECT_EQ(project.read("b.cpp"), "b");
  EXPECT_EQ(project.size(), 2u);
}

TEST_F(Interrupted, BlocksTheNextWriteUntilItIsTakenBack) {
  EXPECT_NE(messageOf(writeChanges(project.root(), {{project.path("b.cpp"), "b", "C"}})), "");
  recover();
  EXPECT_EQ(messageOf(writeChanges(project.root(), {{project.path("b.cpp"), "b", "C"}})), "");
  EXPECT_EQ(project.read("b.cpp"), "C");
}

TEST_F(Interrupted, LeavesAFileThatSomebodyChangedSince) {
  project.write("a.cpp", "edited by hand");
  Recovery recovery = recover();
  EXPECT_EQ(recovery.leftChanged, std::vector<std::string>{project.path("a.cpp")});
  EXPECT_EQ(project.read("a.cpp"), "edited by hand");
  EXPECT_EQ(project.read(".a.old"), "a");
}

TEST_F(Interrupted, KeepsTheResultOnceAllFilesWereInPlace) {
  auto journal = Journal::open(project.root());
  ASSERT_TRUE(journal && *journal);
  ASSERT_EQ(messageOf((*journal)->writeDone()), "");
  { auto closed = std::move(**journal); }
  EXPECT_TRUE(recover().restored.empty());
  EXPECT_EQ(project.read("a.cpp"), "A");
  EXPECT_FALSE(std::filesystem::exists(project.path(".a.old")));
}

TEST(Recovery, FindsNothingInACleanProject) {
  TemporaryDirectory project;
  auto recovery = recoverInterruptedWrite(project.root());
  ASSERT_TRUE(static_cast<bool>(recovery));
  EXPECT_FALSE(recovery->interrupted);
}

TEST(Recovery, ForgetsAJournalThatWasNeverFinished) {
  TemporaryDirectory project;
  std::string a = project.write("a.cpp", "a");
  project.write(Journal::fileName, "[{\"file\":\"" + a);
  auto recovery = recoverInterruptedWrite(project.root());
  ASSERT_TRUE(static_cast<bool>(recovery));
  EXPECT_EQ(project.read("a.cpp"), "a");
  EXPECT_EQ(project.size(), 1u);
}

TEST(Recovery, RefusesAJournalThatIsNoJournal) {
  TemporaryDirectory project;
  project.write(Journal::fileName, "not json\n");
  auto recovery = recoverInterruptedWrite(project.root());
  ASSERT_FALSE(static_cast<bool>(recovery));
  EXPECT_NE(messageOf(recovery.takeError()).find(Journal::fileName), std::string::npos);
}

} // namespace coax
