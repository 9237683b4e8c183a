// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `coax profile` from outside.
#include "tests/cli/SmallProject.h"

#include <gtest/gtest.h>

namespace coax {

TEST(Profile, SamplesAProgramAndSaysWhereItSlept) {
  SmallProject project;
  project.write("nap.cpp", "#include <unistd.h>\n"
                           "__attribute__((noinline)) int take_a_nap() { return usleep(800000); }\n"
                           "int main() { return take_a_nap() + 7; }\n");
  ProgramResult built = runProgram({"g++", "-g", "-O1", "-o", "nap", "nap.cpp"}, project.root());
  ASSERT_EQ(built.exitCode, 0) << built.err;
  ProgramResult result = project.coax({"profile", "-o", "nap.profile", "--", "./nap"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_NE(project.read("nap.profile"), "");
  ProgramResult report = project.coax({"profile", "report", "nap.profile"});
  EXPECT_EQ(report.exitCode, 0) << report.err;
  EXPECT_NE(report.out.find("take_a_nap"), std::string::npos) << report.out;
}

TEST(Profile, NamesARecordingThatCannotBeRead) {
  TemporaryDirectory directory;
  ProgramResult result = runCoax({"profile", "report", "absent.profile"}, directory.root());
  EXPECT_EQ(result.exitCode, 2) << result.err;
  EXPECT_NE(result.err.find("absent.profile"), std::string::npos) << result.err;
}

} // namespace coax
