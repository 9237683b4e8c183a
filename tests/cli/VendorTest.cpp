// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `coax vendor`: what is copied, what is replaced, and when nothing is.
#include "tests/cli/RunProgram.h"
#include "tests/edits/TemporaryDirectory.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace coax {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;

/// Name ⇒ content of every file below `directory`.
static Files filesBelow(const TemporaryDirectory &in, const std::string &directory) {
  Files found;
  for (const auto &entry : fs::recursive_directory_iterator(in.path(directory)))
    if (entry.is_regular_file())
      found[entry.path().lexically_relative(in.path(directory))] =
          in.read(entry.path().lexically_relative(in.root()).string());
  return found;
}

static ProgramResult vendor(const TemporaryDirectory &in, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "vendor");
  return runCoax(arguments, in.root());
}

static void expectRefused(const ProgramResult &result, const std::string &named) {
  EXPECT_EQ(result.exitCode, 2) << result.err;
  EXPECT_NE(result.err.find(named), std::string::npos) << result.err;
  EXPECT_EQ(result.out, "");
}

TEST(Vendor, CopiesWhatABuildNeeds) {
  TemporaryDirectory project;
  ProgramResult result = vendor(project, {"third_party/coax"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  Files copy = filesBelow(project, "third_party/coax");
  for (const char *name : {"CMakeLists.txt", "cmake/install.cmake", "include/coax/coax.hpp",
                           "src/loop.cpp", "LICENSE", "VENDORED"})
    EXPECT_TRUE(copy.count(name)) << name;
  std::size_t sources = 0;
  for (const auto &entry : fs::recursive_directory_iterator(COAX_SOURCE_DIR "/runtime"))
    sources += entry.is_regular_file() ? 1 : 0;
  EXPECT_EQ(copy.size(), sources + 2) << "and LICENSE and VENDORED";
  EXPECT_EQ(copy["VENDORED"].find("coax runtime "), 0u) << copy["VENDORED"];
  EXPECT_EQ(std::distance(fs::directory_iterator(project.path("third_party")), {}), 1)
      << "nothing is left beside it";
}

TEST(Vendor, AnEmptyFolderWillDo) {
  TemporaryDirectory project;
  fs::create_directory(project.path("coax"));
  EXPECT_EQ(vendor(project, {"coax/"}).exitCode, 0);
  EXPECT_TRUE(fs::exists(project.path("coax/CMakeLists.txt")));
}

TEST(Vendor, ASecondRunChangesNothing) {
  TemporaryDirectory project;
  EXPECT_EQ(vendor(project, {"coax"}).exitCode, 0);
  auto written = fs::last_write_time(project.path("coax/VENDORED"));
  ProgramResult again = vendor(project, {"coax"});
  EXPECT_EQ(again.exitCode, 0);
  EXPECT_NE(again.err.find("already"), std::string::npos) << again.err;
  EXPECT_EQ(fs::last_write_time(project.path("coax/VENDORED")), written);
}

TEST(Vendor, AFolderWithSomethingElseIsLeftAlone) {
  TemporaryDirectory project;
  project.write("src/main.cpp", "int main() {}\n");
  for (const char *force : {"", "--force"}) {
    std::vector<std::string> arguments = {"src"};
    if (*force)
      arguments.push_back(force);
    expectRefused(vendor(project, arguments), "src is not empty");
  }
  EXPECT_EQ(filesBelow(project, "."), (Files{{"src/main.cpp", "int main() {}\n"}}));
}

TEST(Vendor, AFileIsNoFolder) {
  TemporaryDirectory project;
  project.write("file", "text");
  expectRefused(vendor(project, {"file"}), "file is no directory");
  expectRefused(vendor(project, {"file/below"}), "file");
  EXPECT_EQ(project.read("file"), "text");
}

/// A copy that an earlier coax made, with a file that there is no more.
static void makeOldCopy(const TemporaryDirectory &project) {
  ASSERT_EQ(vendor(project, {"coax"}).exitCode, 0);
  project.write("coax/src/old.cpp", "// of yore\n");
  ProgramResult sum = runProgram({"sha256sum", "src/old.cpp"}, project.path("coax"));
  project.write("coax/VENDORED",
                "coax runtime 0.0.1\n\n" + project.read("coax/VENDORED") + sum.out);
}

TEST(Vendor, AnOldCopyIsReplacedAsAWhole) {
  TemporaryDirectory project, fresh;
  makeOldCopy(project);
  fs::remove(project.path("coax/src/loop.cpp"));
  ProgramResult result = vendor(project, {"coax"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(vendor(fresh, {"coax"}).exitCode, 0);
  EXPECT_EQ(filesBelow(project, "."), filesBelow(fresh, "."));
}

TEST(Vendor, EditsInACopyAreNamedAndKept) {
  TemporaryDirectory project, fresh;
  makeOldCopy(project);
  project.write("coax/src/loop.cpp", "// mine\n");
  project.write("coax/notes.txt", "mine too\n");
  Files before = filesBelow(project, ".");
  ProgramResult refused = vendor(project, {"coax"});
  expectRefused(refused, "notes.txt, src/loop.cpp");
  EXPECT_EQ(filesBelow(project, "."), before);
  EXPECT_EQ(vendor(project, {"coax", "--force"}).exitCode, 0);
  EXPECT_EQ(vendor(fresh, {"coax"}).exitCode, 0);
  EXPECT_EQ(filesBelow(project, "."), filesBelow(fresh, "."));
}

TEST(Vendor, AFolderIsNeeded) {
  TemporaryDirectory project;
  EXPECT_EQ(vendor(project, {}).exitCode, 2);
  EXPECT_EQ(project.size(), 0u);
}

} // namespace coax
