// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax profile as it is called: options, files, exit codes.
#include "tool/commands/Profile.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"
#include "analyzers/model/Profile.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <gtest/gtest.h>

using namespace coax;

namespace {

struct Outcome {
  int code;
  std::string output, log;
};

Outcome run(std::vector<std::string> words) {
  CLI::App app;
  app.require_subcommand(1);
  int exitCode = 0;
  addProfileCommand(app, exitCode);
  std::reverse(words.begin(), words.end());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  try {
    app.parse(words);
  } catch (const CLI::ParseError &error) {
    exitCode = app.exit(error) == 0 ? 0 : 2;
  }
  std::string output = testing::internal::GetCapturedStdout();
  return {exitCode, output, testing::internal::GetCapturedStderr()};
}

class ProfileCommand : public testing::Test {
protected:
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string folder = testing::TempDir() + "coax-profile-" + std::to_string(getpid());
};

} // namespace

TEST_F(ProfileCommand, textIsTheReport) {
  Outcome outcome = run({"profile", "--", "sleep", "0.3"});
  EXPECT_EQ(outcome.code, 0) << outcome.log;
  EXPECT_NE(outcome.output.find("coax profile: sleep 0.3"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("exit status 0"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("Blocked time by function"), std::string::npos);
}

TEST_F(ProfileCommand, theCommandsOwnOptionsAreItsOwn) {
  Outcome outcome = run({"profile", "--", "sh", "-c", "exit 3"});
  EXPECT_EQ(outcome.code, 0) << outcome.log;
  EXPECT_NE(outcome.output.find("exit status 3"), std::string::npos) << outcome.output;
}

TEST_F(ProfileCommand, jsonIsAloneOnStandardOutput) {
  Outcome outcome =
      run({"profile", "--format=json", "--", "sh", "-c", "echo printed by the target; sleep 0.2"});
  EXPECT_EQ(outcome.code, 0) << outcome.log;
  auto profile = parseProfile(outcome.output, "stdout");
  ASSERT_TRUE(static_cast<bool>(profile)) << llvm::toString(profile.takeError());
  EXPECT_EQ(profile->command.front(), "sh");
  EXPECT_NE(outcome.log.find("printed by the target"), std::string::npos) << outcome.log;
}

TEST_F(ProfileCommand, aKeptProfileIsReportedAndCompared) {
  std::string kept = folder + "/before.json";
  ASSERT_EQ(run({"profile", "-o", kept, "--", "sleep", "0.3"}).code, 0);
  Outcome report = run({"profile", "report", kept});
  EXPECT_EQ(report.code, 0);
  EXPECT_NE(report.output.find("coax profile: sleep 0.3"), std::string::npos);
  Outcome folded = run({"profile", "report", "--format", "folded", kept});
  EXPECT_NE(folded.output.find("[clock_nanosleep] "), std::string::npos) << folded.output;
  Outcome diff = run({"profile", "diff", "--format=json", kept, kept});
  EXPECT_EQ(diff.code, 0);
  EXPECT_TRUE(Json::parse(diff.output).at("sites").is_array());
}

TEST_F(ProfileCommand, speedscopeFileIsOne) {
  std::string file = folder + "/x.speedscope.json";
  ASSERT_EQ(run({"profile", "--format=speedscope", "-o", file, "--", "sleep", "0.2"}).code, 0);
  auto json = readJson(file);
  ASSERT_TRUE(static_cast<bool>(json));
  std::size_t frames = json->at("shared").at("frames").size();
  const Json &thread = json->at("profiles").at(0);
  EXPECT_EQ(thread.at("samples").size(), thread.at("weights").size());
  for (const Json &sample : thread.at("samples"))
    for (const Json &frame : sample)
      EXPECT_LT(frame.get<std::size_t>(), frames);
}

TEST_F(ProfileCommand, mistakesAreExplained) {
  EXPECT_EQ(run({"profile"}).code, 2);
  EXPECT_EQ(run({"profile", "--rate", "0", "--", "true"}).code, 2);
  EXPECT_EQ(run({"profile", "--format", "pdf", "--", "true"}).code, 2);
  Outcome missing = run({"profile", "--", "/nonexistent/program"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_NE(missing.log.find("/nonexistent/program"), std::string::npos) << missing.log;
  Outcome noFile = run({"profile", "report", folder + "/none.json"});
  EXPECT_EQ(noFile.code, 2);
  EXPECT_NE(noFile.log.find("none.json"), std::string::npos) << noFile.log;
  Outcome noFindings = run({"profile", "--findings", folder + "/none.json", "--", "true"});
  EXPECT_EQ(noFindings.code, 2);
}
