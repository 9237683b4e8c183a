// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax ps and pstree against a program that runs.
#include "tests/cli/RunProgram.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

namespace coax {

namespace {

/// The observed program, with or without its socket, until the end of the test.
class Observed {
public:
  explicit Observed(const char *socket) {
    int out[2];
    EXPECT_EQ(::pipe(out), 0);
    id_ = ::fork();
    if (id_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::setenv("COAX_SOCKET", socket, 1);
      ::execl(COAX_OBSERVED, COAX_OBSERVED, nullptr);
      ::_exit(127);
    }
    ::close(out[1]);
    char c = 0;
    while (::read(out[0], &c, 1) == 1 && c != '\n') {
    }
    ::close(out[0]);
  }
  Observed(const Observed &) = delete;
  ~Observed() {
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  std::string id() const { return std::to_string(id_); }

private:
  pid_t id_;
};

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(Ps, ListsTheTasks) {
  Observed program("1");
  const ProgramResult result = runCoax({"ps", program.id()});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(result.out.substr(0, 4), "TASK") << result.out;
  EXPECT_TRUE(contains(result.out, "waiting for join")) << result.out;
  EXPECT_TRUE(contains(result.out, "connection 2")) << result.out;
  EXPECT_TRUE(contains(result.out, "serve(int) at ")) << result.out;
}

TEST(Ps, PrintsWhatItWasToldAsJson) {
  Observed program("1");
  const ProgramResult result = runCoax({"ps", "--format", "json", program.id()});
  const auto answer = nlohmann::json::parse(result.out);
  EXPECT_EQ(answer.at("version"), 1);
  ASSERT_EQ(answer.at("tasks").size(), 3u);
  EXPECT_EQ(answer.at("tasks").at(1).at("parent"), answer.at("tasks").at(0).at("id"));
  EXPECT_EQ(answer.at("tasks").at(1).at("waitsFor"), "timer");
}

TEST(Ps, CountsTheLoops) {
  Observed program("1");
  const ProgramResult result = runCoax({"ps", "--metrics", program.id()});
  EXPECT_TRUE(contains(result.out, "3 tasks live")) << result.out;
  EXPECT_TRUE(contains(result.out, "pool: 0 threads")) << result.out;
}

TEST(Pstree, PutsTasksBelowTheOneThatStartedThem) {
  Observed program("1");
  const ProgramResult result = runCoax({"pstree", program.id()});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_TRUE(contains(result.out, "1 acceptor  waiting for join")) << result.out;
  EXPECT_TRUE(contains(result.out, "\n    2 connection 1  waiting for timer")) << result.out;
  EXPECT_TRUE(contains(result.out, "\n      . serve(int) at ")) << result.out;
  EXPECT_TRUE(contains(result.out, "\n      from accept_two() at ")) << result.out;
}

TEST(Ps, SaysWhatToDoWhenTheProgramIsNotObserved) {
  Observed program("0");
  const ProgramResult result = runCoax({"ps", program.id()});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(contains(result.err, "COAX_SOCKET=1")) << result.err;
  EXPECT_EQ(result.out, "");
}

TEST(Ps, SaysThatThereIsNoSuchProcess) {
  const ProgramResult result = runCoax({"ps", "2147483647"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(contains(result.err, "no process 2147483647")) << result.err;
}

TEST(Ps, DoesNotTakeOneProcessForAnother) {
  Observed program("1"), other("1");
  const std::string path = "/tmp/coax-" + std::to_string(::geteuid()) + "/" + program.id();
  const ProgramResult result = runCoax({"ps", other.id(), "--socket", path});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(contains(result.err, "served by process " + program.id())) << result.err;
}

} // namespace coax
