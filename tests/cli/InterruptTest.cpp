// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Workers that are killed and scans that are interrupted.
#include "tests/cli/HeldProject.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <thread>

namespace coax {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::vector<std::string> scanCommand(std::vector<std::string> more) {
  std::vector<std::string> arguments = {"scan",           "-p", "build", "--format=json",
                                        "--unit-timeout", "60"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return coaxCommand(arguments);
}

std::string calleesOf(const Json &report) {
  std::string callees;
  for (const Json &finding : report.at("findings"))
    callees += finding.at("callee").get<std::string>() + ' ';
  return callees;
}

bool holdsATemporaryFile(const std::string &directory) {
  for (const auto &entry : fs::recursive_directory_iterator(directory))
    if (entry.path().extension() == ".tmp")
      return true;
  return false;
}

} // namespace

TEST(Interrupt, AWorkerThatIsKilledCostsTheUnitThatItWasAt) {
  for (const char *jobs : {"1", "2"}) {
    HeldProject project;
    RunningProgram scan(scanCommand({"-j", jobs, "--no-cache"}), {.directory = project.root()});
    pid_t worker = project.waitForReader();
    ASSERT_GT(worker, 0) << "nothing read the pipe";
    ASSERT_NE(worker, scan.process()) << "units are parsed in workers";
    ASSERT_EQ(::kill(worker, SIGKILL), 0);
    ProgramResult result = scan.wait();
    EXPECT_EQ(result.exitCode, 3) << result.err;
    EXPECT_NE(result.err.find("more.cpp: its worker was killed by signal 9"), std::string::npos)
        << result.err;
    Json report = Json::parse(result.out);
    ASSERT_EQ(report.at("problems").size(), 1u) << report.dump(1);
    EXPECT_EQ(report["problems"][0].at("file"), "more.cpp");
    EXPECT_EQ(calleesOf(report), "sleep usleep ") << "the rest is reported";
  }
}

TEST(Interrupt, AnInterruptedScanLeavesNothingHalfWritten) {
  HeldProject project;
  project.write("report.json", "old\n");
  std::string expected = project
                             .coax({"scan", "-p", "build", "--format=json", "--no-cache",
                                    "wait.cpp", "main.cpp", "nap.cpp"})
                             .out;
  RunningProgram scan(
      scanCommand({"-j", "2", "--cache-dir", project.path("cache"), "-o", "report.json"}),
      {.directory = project.root(), .ownGroup = true});
  pid_t worker = project.waitForReader();
  ASSERT_GT(worker, 0) << "nothing read the pipe";
  ASSERT_EQ(::kill(-scan.process(), SIGINT), 0); // what a terminal does at Ctrl-C
  ProgramResult result = scan.wait();
  EXPECT_EQ(result.exitCode, 128 + SIGINT) << result.err;
  EXPECT_EQ(project.read("report.json"), "old\n");
  EXPECT_FALSE(holdsATemporaryFile(project.root()));
  ProgramResult next = project.coax({"scan", "-p", "build", "--format=json", "--cache-dir",
                                     project.path("cache"), "wait.cpp", "main.cpp", "nap.cpp"});
  EXPECT_EQ(next.exitCode, 0) << next.err;
  EXPECT_EQ(next.out, expected) << "what is in the cache is whole";
}

TEST(Interrupt, NoWorkerOutlivesAScanThatIsKilled) {
  HeldProject project;
  RunningProgram scan(scanCommand({"-j", "1", "--no-cache"}), {.directory = project.root()});
  pid_t worker = project.waitForReader();
  ASSERT_GT(worker, 0) << "nothing read the pipe";
  ASSERT_EQ(::kill(scan.process(), SIGKILL), 0);
  scan.wait();
  std::string status = "/proc/" + std::to_string(worker);
  for (int tries = 0; fs::exists(status) && tries < 6000; ++tries) {
    std::ifstream state(status + "/stat");
    std::string text(std::istreambuf_iterator<char>(state), {});
    if (text.find(") Z") != text.npos)
      break; // ended; whoever is its parent now has not asked yet
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_LT(tries, 5999) << text;
  }
}

} // namespace coax
