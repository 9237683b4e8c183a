// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `coax plan` and `coax fix` from outside: what is shown, what is written, and when nothing is.
#include "tests/cli/SmallProject.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sys/stat.h>

namespace coax {

using Json = nlohmann::json;

static ProgramResult fix(const SmallProject &project, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments = {"fix", "-p", "build", "--root", "main"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return project.coax(arguments);
}

TEST(Plan, SaysWhatHappensToEveryFunctionAndSite) {
  WaitingProject project;
  ProgramResult result = project.coax({"plan", "-p", "build", "--root", "main", "--format=json"});
  ASSERT_EQ(result.exitCode, 0) << result.err;
  Json plan = Json::parse(result.out);
  std::string text = plan.dump();
  EXPECT_NE(text.find("pause_a_while"), std::string::npos) << text;
  EXPECT_NE(text.find("\"decision\":\"await\""), std::string::npos) << text;
  EXPECT_EQ(text.find("\"reason\":\"\""), std::string::npos) << "every decision has a reason";
}

TEST(Plan, WritesNothing) {
  WaitingProject project;
  auto before = project.files();
  EXPECT_EQ(project.coax({"plan", "-p", "build", "--root", "main"}).exitCode, 0);
  EXPECT_EQ(project.files(), before);
}

TEST(Fix, ShowsADiffAndWritesNothing) {
  WaitingProject project;
  auto before = project.files();
  ProgramResult result = fix(project);
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(result.out.find("--- a/"), 0u) << result.out;
  for (const char *line : {"+++ b/main.cpp", "+++ b/wait.cpp", "+++ b/wait.h"})
    EXPECT_NE(result.out.find(line), std::string::npos) << result.out;
  EXPECT_EQ(project.files(), before);
}

TEST(Fix, TheDiffMakesTheSameFilesAsApply) {
  WaitingProject patched, applied;
  patched.write("build/fix.diff", fix(patched).out);
  ProgramResult patch = runProgram({"patch", "-s", "-p1", "-i", "build/fix.diff"}, patched.root());
  ASSERT_EQ(patch.exitCode, 0) << patch.out;
  EXPECT_EQ(fix(applied, {"--apply"}).exitCode, 0);
  EXPECT_EQ(patched.files(), applied.files());
}

TEST(Fix, ApplyWritesAndASecondRunChangesNothing) {
  WaitingProject project;
  auto before = project.files();
  ProgramResult first = fix(project, {"--apply"});
  ASSERT_EQ(first.exitCode, 0) << first.err;
  auto migrated = project.files();
  EXPECT_NE(migrated, before);
  EXPECT_NE(project.read("wait.cpp").find("co_await coax::usleep(milliseconds * 1000)"),
            std::string::npos)
      << project.read("wait.cpp");
  ProgramResult second = fix(project, {"--apply"});
  EXPECT_EQ(second.exitCode, 0) << second.err;
  EXPECT_EQ(second.out, "");
  EXPECT_EQ(project.files(), migrated);
}

TEST(Fix, WhatItWroteCompiles) {
  WaitingProject project;
  ASSERT_EQ(fix(project, {"--apply"}).exitCode, 0);
  for (const char *compiler : {"g++", "clang++-22"})
    for (const char *unit : {"main.cpp", "wait.cpp"}) {
      ProgramResult result =
          runProgram({compiler, "-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
                      "-I" COAX_SOURCE_DIR "/runtime/include", unit},
                     project.root());
      EXPECT_EQ(result.exitCode, 0) << compiler << " " << unit << "\n" << result.err;
    }
}

TEST(Fix, HasNothingToDoWhereNothingBlocks) {
  SmallProject project;
  project.addUnit("main.cpp", "int main() { return 0; }\n");
  auto before = project.files();
  ProgramResult result = fix(project, {"--apply"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(project.files(), before);
}

TEST(Fix, RefusesADirtyTreeUnlessForced) {
  WaitingProject project;
  project.commitAll();
  project.write("wait.h", project.read("wait.h") + "// edited\n");
  auto before = project.files();
  ProgramResult refused = fix(project, {"--apply"});
  EXPECT_EQ(refused.exitCode, 2) << refused.err;
  EXPECT_NE(refused.err.find("wait.h"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("--force"), std::string::npos) << refused.err;
  EXPECT_EQ(project.files(), before);
  EXPECT_EQ(fix(project, {"--apply", "--force"}).exitCode, 0);
  EXPECT_NE(project.files(), before);
}

TEST(Fix, ShowsTheDiffOfADirtyTree) {
  WaitingProject project;
  project.commitAll();
  project.write("wait.h", project.read("wait.h") + "// edited\n");
  EXPECT_EQ(fix(project).exitCode, 0);
}

TEST(Fix, WritesInACleanTree) {
  WaitingProject project;
  project.commitAll();
  auto before = project.files();
  EXPECT_EQ(fix(project, {"--apply"}).exitCode, 0);
  EXPECT_NE(project.files(), before);
}

TEST(Fix, RefusesAReadOnlyFileAndWritesNoOther) {
  WaitingProject project;
  ASSERT_EQ(::chmod(project.path("wait.h").c_str(), 0444), 0);
  auto before = project.files();
  ProgramResult result = fix(project, {"--apply"});
  EXPECT_EQ(result.exitCode, 2) << result.err;
  EXPECT_NE(result.err.find("wait.h is read-only"), std::string::npos) << result.err;
  EXPECT_EQ(project.files(), before);
}

TEST(Fix, AUnitThatDoesNotCompileIsNamed) {
  WaitingProject project;
  project.addUnit("broken.cpp", "#include \"wait.h\"\nint f( {\n");
  ProgramResult result = fix(project);
  EXPECT_EQ(result.exitCode, 3) << result.err;
  EXPECT_NE(result.err.find("broken.cpp"), std::string::npos) << result.err;
}

} // namespace coax
