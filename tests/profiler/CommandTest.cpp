// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax profile as it is called: options, files, exit codes.
#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"
#include "analyzers/model/Profile.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace coax;

namespace {

struct Outcome {
  int code;
  std::string output, log;
};

class ProfileCommand : public testing::Test {
protected:
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }

  /// Runs `coax profile WORDS…`; the words are given as to a shell.
  Outcome run(const std::string &words) const {
    std::string out = folder + "/out", log = folder + "/log";
    std::string command =
        std::string(COAX_TOOL " profile ") + words + " >'" + out + "' 2>'" + log + "' </dev/null";
    int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(out), content(log)};
  }

  static std::string content(const std::string &path) {
    auto text = readFile(path);
    return text ? *text : llvm::toString(text.takeError());
  }

  std::string folder = testing::TempDir() + "coax-profile-" + std::to_string(getpid());
};

} // namespace

TEST_F(ProfileCommand, textIsTheReport) {
  Outcome outcome = run("-- sleep 0.3");
  EXPECT_EQ(outcome.code, 0) << outcome.log;
  EXPECT_NE(outcome.output.find("coax profile: sleep 0.3"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("exit status 0"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("Blocked time by function"), std::string::npos);
}

TEST_F(ProfileCommand, theCommandsOwnOptionsAreItsOwn) {
  Outcome outcome = run("-- sh -c 'exit 3'");
  EXPECT_EQ(outcome.code, 0) << outcome.log;
  EXPECT_NE(outcome.output.find("exit status 3"), std::string::npos) << outcome.output;
}

TEST_F(ProfileCommand, jsonIsAloneOnStandardOutput) {
  Outcome outcome = run("--format=json -- sh -c 'echo printed by the target; sleep 0.2'");
  EXPECT_EQ(outcome.code, 0) << outcome.log;
  auto profile = parseProfile(outcome.output, "stdout");
  ASSERT_TRUE(static_cast<bool>(profile)) << llvm::toString(profile.takeError());
  EXPECT_EQ(profile->command.front(), "sh");
  EXPECT_NE(outcome.log.find("printed by the target"), std::string::npos) << outcome.log;
}

TEST_F(ProfileCommand, aKeptProfileIsReportedAndCompared) {
  std::string kept = folder + "/before.json";
  ASSERT_EQ(run("-o '" + kept + "' -- sleep 0.3").code, 0);
  Outcome report = run("report '" + kept + "'");
  EXPECT_EQ(report.code, 0);
  EXPECT_NE(report.output.find("coax profile: sleep 0.3"), std::string::npos);
  Outcome folded = run("report --format folded '" + kept + "'");
  EXPECT_NE(folded.output.find("[clock_nanosleep] "), std::string::npos) << folded.output;
  Outcome diff = run("diff --format=json '" + kept + "' '" + kept + "'");
  EXPECT_EQ(diff.code, 0);
  EXPECT_TRUE(Json::parse(diff.output).at("sites").is_array());
}

TEST_F(ProfileCommand, speedscopeFileIsOne) {
  std::string file = folder + "/x.speedscope.json";
  ASSERT_EQ(run("--format=speedscope -o '" + file + "' -- sleep 0.2").code, 0);
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
  EXPECT_EQ(run("").code, 2);
  EXPECT_EQ(run("--rate 0 -- true").code, 2);
  EXPECT_EQ(run("--format pdf -- true").code, 2);
  Outcome missing = run("-- /nonexistent/program");
  EXPECT_EQ(missing.code, 2);
  EXPECT_NE(missing.log.find("/nonexistent/program"), std::string::npos) << missing.log;
  Outcome noFile = run("report '" + folder + "/none.json'");
  EXPECT_EQ(noFile.code, 2);
  EXPECT_NE(noFile.log.find("none.json"), std::string::npos) << noFile.log;
  Outcome noFindings = run("--findings '" + folder + "/none.json' -- true");
  EXPECT_EQ(noFindings.code, 2);
  Outcome noBuild = run("-p '" + folder + "' -- true");
  EXPECT_EQ(noBuild.code, 2);
  EXPECT_NE(noBuild.log.find("compile_commands.json"), std::string::npos) << noBuild.log;
}
