// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads and processes that come and go.
#include "analyzers/profile/Sites.h"
#include "tool/profiler/Profiler.h"
#include "tool/profiler/TargetProcess.h"

#include <csignal>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace coax;
using namespace coax::profiler;

namespace {

std::string targetNamed(const char *name) { return std::string(COAX_PROFILE_TARGETS) + "/" + name; }

llvm::Expected<Profile> sample(ProfilerRequest request) {
  std::atomic<bool> stop{false};
  return profileTarget(request, stop);
}

Profile sampleCommand(std::vector<std::string> command) {
  ProfilerRequest request;
  request.command = std::move(command);
  auto profile = sample(request);
  EXPECT_TRUE(static_cast<bool>(profile));
  return profile ? std::move(*profile) : Profile();
}

/// Threads that were seen to wait in `function`.
std::set<std::size_t> threadsIn(const Profile &profile, const std::string &function) {
  SiteFinder finder(profile);
  std::set<std::size_t> threads;
  for (const BlockedTime &blocked : profile.blocked)
    if (auto site = finder.siteOf(blocked); site && site->function == function)
      threads.insert(blocked.thread);
  return threads;
}

} // namespace

TEST(Processes, aCrowdOfThreads) {
  Profile profile = sampleCommand({targetNamed("crowd")});
  EXPECT_EQ(profile.exit, (TargetExit{TargetExit::Kind::Exited, 0}));
  EXPECT_EQ(threadsIn(profile, "wait_in_crowd").size(), 200u);
  EXPECT_GT(profile.threads.size(), 201u) << "short-lived ones as well";
}

TEST(Processes, forksAndBecomesAnotherProgram) {
  Profile profile = sampleCommand({targetNamed("becomes"), "0.4", "0.5"});
  EXPECT_EQ(profile.exit, (TargetExit{TargetExit::Kind::Exited, 0}));
  // In the first program, in the child's, and after the process became another program: the same
  // function at other addresses.
  std::map<int, std::int64_t> waited;
  SiteFinder finder(profile);
  for (const BlockedTime &blocked : profile.blocked)
    if (auto site = finder.siteOf(blocked); site && site->function == "last_wait")
      waited[profile.threads[blocked.thread].process] += blocked.totalNs;
  EXPECT_EQ(waited.size(), 2u);
  EXPECT_GT(waited[profile.process], 350'000'000) << "0.2 s before execve, 0.5 s after it";
}

TEST(Processes, aProgramThatEndsAtOnce) {
  Profile profile = sampleCommand({"true"});
  EXPECT_EQ(profile.exit, (TargetExit{TargetExit::Kind::Exited, 0}));
  Profile failed = sampleCommand({"sh", "-c", "exit 7"});
  EXPECT_EQ(failed.exit, (TargetExit{TargetExit::Kind::Exited, 7}));
}

TEST(Processes, aProgramThatIsKilled) {
  Profile profile = sampleCommand({"sh", "-c", "kill -KILL $$"});
  EXPECT_EQ(profile.exit, (TargetExit{TargetExit::Kind::Signaled, SIGKILL}));
}

TEST(Processes, anAttachedProcessGoesOn) {
  auto child = launch({"sleep", "100"}, false);
  ASSERT_TRUE(static_cast<bool>(child));
  ProfilerRequest request;
  request.process = child->process();
  request.sampling.duration = 300'000'000;
  auto profile = sample(request);
  ASSERT_TRUE(static_cast<bool>(profile));
  ASSERT_FALSE(profile->blocked.empty());
  EXPECT_EQ(profile->blocked[0].wait, WaitKind::Sleep);
  EXPECT_GT(profile->blocked[0].totalNs, 50'000'000);
  EXPECT_EQ(child->poll().kind, TargetExit::Kind::StillRunning);
}

TEST(Processes, durationEndsTheCommandToo) {
  ProfilerRequest request;
  request.command = {"sleep", "100"};
  request.sampling.duration = 200'000'000;
  auto profile = sample(request);
  ASSERT_TRUE(static_cast<bool>(profile));
  EXPECT_EQ(profile->exit, (TargetExit{TargetExit::Kind::Signaled, SIGTERM}));
}

TEST(Processes, whatCannotBeSampledIsSaid) {
  ProfilerRequest request;
  request.command = {"/nonexistent/program"};
  auto missing = sample(request);
  ASSERT_FALSE(static_cast<bool>(missing));
  std::string message = llvm::toString(missing.takeError());
  EXPECT_NE(message.find("/nonexistent/program"), std::string::npos) << message;
  EXPECT_NE(message.find("No such file"), std::string::npos) << message;

  request.command.clear();
  request.process = 1 << 22;
  auto gone = sample(request);
  ASSERT_FALSE(static_cast<bool>(gone));
  EXPECT_NE(llvm::toString(gone.takeError()).find("no process"), std::string::npos);
}
