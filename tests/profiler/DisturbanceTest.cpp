// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What sampling must not do: disturb the target's calls, or lie about a periodic one.
#include "analyzers/profile/Sites.h"
#include "tool/profiler/Profiler.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace coax;
using namespace coax::profiler;

namespace {

std::string targetNamed(const char *name) { return std::string(COAX_PROFILE_TARGETS) + "/" + name; }

Profile sample(std::vector<std::string> command, double rate) {
  ProfilerRequest request;
  request.command = std::move(command);
  request.sampling.rate = rate;
  request.sampling.cpuBudget = 1;
  std::atomic<bool> stop{false};
  auto profile = profileTarget(request, stop);
  EXPECT_TRUE(static_cast<bool>(profile));
  return profile ? std::move(*profile) : Profile();
}

/// Share of the main thread's time that it was seen to wait in `function`.
double shareIn(const Profile &profile, const std::string &function) {
  SiteFinder finder(profile);
  std::int64_t total = 0;
  for (const BlockedTime &blocked : profile.blocked)
    if (auto site = finder.siteOf(blocked); site && site->function == function)
      total += blocked.totalNs;
  return static_cast<double>(total) / static_cast<double>(profile.threads.at(0).seenNs);
}

} // namespace

TEST(Disturbance, noCallIsInterrupted) {
  Profile profile = sample({targetNamed("interrupts")}, 1000);
  EXPECT_GT(profile.quality.ticks, 20u);
  EXPECT_EQ(profile.exit.kind, TargetExit::Kind::Exited);
  EXPECT_EQ(profile.exit.value, 0) << "calls returned early or with EINTR";
}

TEST(Disturbance, aPeriodicTargetIsMeasuredRight) {
  std::string truthFile = testing::TempDir() + "coax-periodic-" + std::to_string(getpid());
  Profile profile =
      sample({"/bin/sh", "-c", "exec \"$0\" 4 > \"$1\"", targetNamed("periodic"), truthFile}, 100);
  double truth = 0;
  std::ifstream(truthFile) >> truth;
  std::filesystem::remove(truthFile);
  ASSERT_GT(truth, 20) << "3 of 10 ms";
  // 400 samples of a share of 0.3: a standard error of 2.3 %; a fixed period is off by up to 70 %.
  EXPECT_NEAR(100 * shareIn(profile, "block"), truth, 15);
}
