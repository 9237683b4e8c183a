// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/Workers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <thread>
#include <unistd.h>

namespace coax {
namespace {

WorkOptions withJobs(unsigned jobs) {
  WorkOptions options;
  options.jobs = jobs;
  return options;
}

TEST(Workers, ResultsAreInOrderOfInputWhateverTheNumberOfProcesses) {
  auto work = [](std::size_t index) {
    if (index % 3 == 0) // the first ones finish last
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return std::string(index * 1000, static_cast<char>('a' + index % 26));
  };
  for (unsigned jobs : {1u, 2u, 7u}) {
    auto results = mapUnits(20, work, withJobs(jobs));
    ASSERT_EQ(results.size(), 20u);
    for (std::size_t index = 0; index < results.size(); ++index) {
      EXPECT_TRUE(results[index].ok());
      EXPECT_EQ(results[index].bytes, work(index));
    }
  }
}

TEST(Workers, ALargeResultArrivesWhole) {
  const std::size_t size = 50'000'000;
  auto results = mapUnits(
      2, [&](std::size_t) { return std::string(size, 'x'); }, withJobs(2));
  EXPECT_EQ(results[0].bytes.size(), size);
  EXPECT_EQ(results[1].bytes.size(), size);
}

TEST(Workers, ACrashCostsOneUnit) {
  auto results = mapUnits(
      6,
      [](std::size_t index) {
        if (index == 2)
          ::raise(SIGKILL);
        if (index == 4)
          ::_exit(7);
        return std::to_string(index);
      },
      withJobs(2));
  EXPECT_EQ(results[2].failure, "its worker was killed by signal 9 (Killed)");
  EXPECT_EQ(results[4].failure, "its worker ended with exit code 7");
  for (std::size_t index : {0, 1, 3, 5})
    EXPECT_EQ(results[index].bytes, std::to_string(index));
}

TEST(Workers, EveryUnitMayCrash) {
  auto results = mapUnits(
      5, [](std::size_t) -> std::string { ::_exit(1); }, withJobs(3));
  for (const UnitResult &result : results)
    EXPECT_FALSE(result.ok());
}

TEST(Workers, AUnitThatHangsIsGivenUp) {
  WorkOptions options = withJobs(2);
  options.timeout = std::chrono::seconds(1);
  auto results = mapUnits(
      3,
      [](std::size_t index) {
        while (index == 1)
          ::pause();
        return std::string("done");
      },
      options);
  EXPECT_EQ(results[1].failure, "it took longer than 1 s");
  EXPECT_EQ(results[0].bytes, "done");
  EXPECT_EQ(results[2].bytes, "done");
}

TEST(Workers, ProgressCountsEveryUnitOnce) {
  std::vector<std::size_t> seen;
  WorkOptions options = withJobs(2);
  auto progress = [&](std::size_t done) { seen.push_back(done); };
  options.progress = progress;
  mapUnits(
      4, [](std::size_t) { return std::string(); }, options);
  EXPECT_EQ(seen, (std::vector<std::size_t>{1, 2, 3, 4}));
}

std::vector<std::size_t> startedWith(unsigned jobs) {
  std::vector<std::size_t> seen;
  WorkOptions options = withJobs(jobs);
  auto started = [&](std::size_t index) { seen.push_back(index); };
  options.started = started;
  mapUnits(
      7, [](std::size_t) { return std::string(); }, options);
  return seen;
}

TEST(Workers, OneProcessTakesTheUnitsInOrder) {
  EXPECT_EQ(startedWith(1), (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6}));
}

TEST(Workers, EveryUnitIsStartedOnce) {
  for (unsigned jobs : {2u, 3u, 7u, 9u}) {
    std::vector<std::size_t> seen = startedWith(jobs);
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6}));
  }
}

TEST(Workers, NoUnitsNeedNoProcess) {
  EXPECT_TRUE(mapUnits(0, [](std::size_t) -> std::string { std::abort(); }).empty());
}

} // namespace
} // namespace coax
