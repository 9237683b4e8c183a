// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Wrong use: exit code 2, a message that names what is wrong, nothing on stdout, nothing written.
#include "tests/cli/SmallProject.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

namespace coax {

static void expectUsageError(const ProgramResult &result, const std::string &named) {
  EXPECT_EQ(result.exitCode, 2) << result.err;
  EXPECT_NE(result.err.find(named), std::string::npos) << result.err;
  EXPECT_EQ(result.out, "");
}

TEST(Usage, NoCommandIsAnError) { EXPECT_EQ(runCoax({}).exitCode, 2); }

TEST(Usage, AnUnknownCommandIsNamed) { EXPECT_EQ(runCoax({"frobnicate"}).exitCode, 2); }

TEST(Usage, AnUnknownOptionIsNamed) { expectUsageError(runCoax({"scan", "--frob"}), "--frob"); }

TEST(Usage, HelpAndVersionAreNoErrors) {
  EXPECT_EQ(runCoax({"--help"}).exitCode, 0);
  for (const char *command : {"scan", "plan", "fix", "profile"}) {
    ProgramResult help = runCoax({command, "--help"});
    EXPECT_EQ(help.exitCode, 0) << command;
    EXPECT_NE(help.out.find("-p"), std::string::npos) << command;
  }
  ProgramResult version = runCoax({"--version"});
  EXPECT_EQ(version.exitCode, 0);
  EXPECT_EQ(version.out.find("coax "), 0u) << version.out;
}

TEST(Usage, AMissingDatabaseIsNamedWithTheRemedy) {
  TemporaryDirectory empty;
  for (const char *command : {"scan", "plan", "fix"}) {
    ProgramResult result = runCoax({command, "-p", empty.path("nowhere")}, empty.root());
    expectUsageError(result, "nowhere");
    EXPECT_NE(result.err.find("CMAKE_EXPORT_COMPILE_COMMANDS"), std::string::npos) << result.err;
  }
  EXPECT_EQ(empty.size(), 0u);
}

TEST(Usage, ABrokenDatabaseIsNamed) {
  SmallProject project;
  project.write("build/compile_commands.json", "[{\"file\": ");
  expectUsageError(project.coax({"scan", "-p", "build"}), "compile_commands.json");
}

TEST(Usage, AnEntryOfADatabaseThatCannotBeReadIsNamed) {
  SmallProject project;
  auto error = [&](const std::string &entry) {
    project.write("build/compile_commands.json", "[" + entry + "]");
    return project.coax({"scan", "-p", "build"});
  };
  std::string where = R"({"directory": "/", )", name = "compile_commands.json: entry 1 ";
  expectUsageError(error("7"), name + "is no object");
  expectUsageError(error(where + R"("file": 3, "command": "c++ a.cpp"})"),
                   name + "has no string as \"file\"");
  expectUsageError(error(where + R"("file": "a.cpp"})"),
                   name + "has neither \"command\" nor \"arguments\"");
  expectUsageError(error(where + R"("file": "a.cpp", "arguments": ["c++", 3]})"),
                   name + "has \"arguments\" that are no list of strings");
  project.write("build/compile_commands.json", "{}");
  expectUsageError(project.coax({"scan", "-p", "build"}), "no list of commands");
  project.write("build/compile_commands.json", "[\n\n{]");
  expectUsageError(project.coax({"scan", "-p", "build"}), "compile_commands.json:3: ");
}

TEST(Usage, ADatabaseThatCannotBeReachedIsNotCalledMissing) {
  WaitingProject project;
  expectUsageError(project.coax({"scan", "-p", "main.cpp/build"}), "Not a directory");
  if (::geteuid() == 0)
    return; // who may read everything
  ASSERT_EQ(::chmod(project.path("build").c_str(), 0), 0);
  ProgramResult result = project.coax({"scan", "-p", "build"});
  ::chmod(project.path("build").c_str(), 0700);
  expectUsageError(result, "ermission denied");
}

TEST(Usage, ACacheDirectoryThatCannotBeIsNamed) {
  WaitingProject project;
  project.write("taken", "");
  expectUsageError(project.coax({"scan", "-p", "build", "--cache-dir", "taken"}), "taken");
  expectUsageError(project.coax({"scan", "-p", "build", "--cache-dir", "/proc/none"}),
                   "/proc/none");
}

TEST(Usage, AnEmptyDatabaseIsNamed) {
  SmallProject project;
  expectUsageError(project.coax({"scan", "-p", "build"}), "compile_commands.json");
}

TEST(Usage, AnUnreadableCatalogIsNamed) {
  WaitingProject project;
  expectUsageError(project.coax({"scan", "-p", "build", "--catalog", "absent.json"}),
                   "absent.json");
  project.write("broken.json", "{\n  \"entries\": [\n    { oops\n");
  expectUsageError(project.coax({"scan", "-p", "build", "--catalog", "broken.json"}),
                   "broken.json:3");
}

TEST(Usage, ALineOfTheConfigurationIsNamed) {
  WaitingProject project;
  project.write("coax.json", "{\n  \"catalogs\": [],\n  \"bogus\": 1\n}\n");
  expectUsageError(project.coax({"scan", "-p", "build"}), "coax.json:3: unknown key \"bogus\"");
  project.write("coax.json", "{\n  \"catalogs\": [7]\n}\n");
  expectUsageError(project.coax({"scan", "-p", "build"}),
                   "coax.json:2: \"catalogs\" is not a list");
}

TEST(Usage, AnUnknownFormatIsNamed) {
  WaitingProject project;
  expectUsageError(project.coax({"scan", "-p", "build", "--format=morse"}), "morse");
}

TEST(Usage, ARootThatDoesNotExistIsNamed) {
  WaitingProject project;
  auto before = project.files();
  expectUsageError(project.coax({"plan", "-p", "build", "--root", "no_such_function"}),
                   "no_such_function");
  expectUsageError(project.coax({"fix", "-p", "build", "--root", "no_such_function", "--apply"}),
                   "no_such_function");
  EXPECT_EQ(project.files(), before);
}

TEST(Usage, ProfileNamesAProgramThatCannotBeStarted) {
  TemporaryDirectory directory;
  ProgramResult result = runCoax({"profile", "--", "./no-such-program"}, directory.root());
  expectUsageError(result, "no-such-program");
}

TEST(Usage, ProfileNamesAProcessThatDoesNotExist) {
  TemporaryDirectory directory; // beyond the largest pid_max
  expectUsageError(runCoax({"profile", "--pid", "4194305"}, directory.root()), "4194305");
}

TEST(Usage, FlagsAfterDashesStandInForADatabase) {
  TemporaryDirectory folder;
  folder.write("a.cpp", "#include <unistd.h>\nvoid f() { PAUSE(3); }\n");
  ProgramResult result = runCoax(
      {"scan", "--format=csv", "a.cpp", "--", "-std=c++20", "-DPAUSE=sleep"}, folder.root());
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_NE(result.out.find("blocking-sleep"), std::string::npos) << result.out << result.err;
}

TEST(Usage, FlagsAfterDashesNeedFiles) {
  TemporaryDirectory folder;
  folder.write("a.cpp", "int main() {}\n");
  folder.write("a.txt", "");
  expectUsageError(runCoax({"scan", "--", "-DX"}, folder.root()), "no file before --");
  expectUsageError(runCoax({"scan", "b.cpp", "--"}, folder.root()), "b.cpp does not exist");
  expectUsageError(runCoax({"scan", "a.txt", "--"}, folder.root()), "a.txt is neither");
  expectUsageError(runCoax({"scan", ".", "--"}, folder.root()), "is a folder");
  expectUsageError(runCoax({"scan", "-p", "build", "a.cpp", "--"}, folder.root()), "both -p build");
}

TEST(Usage, APathThatSelectsNothingIsNamed) {
  WaitingProject project;
  expectUsageError(project.coax({"scan", "-p", "build", "main.cpp", "mian.cpp"}),
                   "mian.cpp does not exist");
  ProgramResult result = project.coax({"scan", "-p", "build", "main.cpp", "wait.h"});
  EXPECT_EQ(result.exitCode, 0);
  EXPECT_NE(result.err.find("wait.h: no unit of "), std::string::npos) << result.err;
}

} // namespace coax
