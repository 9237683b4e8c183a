// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bytes of a report depend on the sources only: not on the number of workers, not on the order
// of the compilation database, not on what the cache holds.
#include "tests/cli/ShuffledDatabase.h"
#include "tests/cli/SmallProject.h"

#include <gtest/gtest.h>

namespace coax {

namespace {

/// The bundled sample, configured; its compilation database can be shuffled.
class Sample {
public:
  Sample() {
    ProgramResult configured =
        runProgram({"cmake", "-S", COAX_SOURCE_DIR "/testdata/apps/linkcheck", "-B",
                    directory_.path("build")});
    EXPECT_EQ(configured.exitCode, 0) << configured.err;
  }

  void shuffle(unsigned seed) {
    std::string database = directory_.path("build/compile_commands.json");
    shuffleDatabase(database, database, seed);
  }

  /// `how`: the number of workers, and options.
  std::string scan(const std::string &format, const std::string &cache,
                   const std::vector<std::string> &how) {
    std::vector<std::string> command = {
        "scan",     "-p",  directory_.path("build"), "--cache-dir", directory_.path(cache),
        "--format", format};
    command.insert(command.end(), how.begin(), how.end());
    ProgramResult result = runCoax(command);
    EXPECT_EQ(result.exitCode, 0) << result.err;
    return result.out;
  }

private:
  TemporaryDirectory directory_;
};

} // namespace

TEST(SameBytes, WhateverTheWorkersTheOrderAndTheCache) {
  Sample sample, shuffled;
  shuffled.shuffle(7);
  for (const char *format : {"json", "sarif", "text"}) { // read by the first, later from the cache
    std::string one = sample.scan(format, "one", {"-j", "1", "--no-shared-headers"});
    EXPECT_NE(one.find("blocking-"), one.npos) << one;
    EXPECT_TRUE(one == sample.scan(format, "one", {"-j", "2"})) << format << " from the cache";
    EXPECT_TRUE(one == sample.scan(format, "two", {"-j", "2", "--shared-headers"}))
        << format << " with two workers and shared headers";
    EXPECT_TRUE(one == shuffled.scan(format, "three", {"-j", "2", "--shared-headers"}))
        << format << " in another order";
  }
}

TEST(SameBytes, TheTestShufflesInEarnest) {
  SmallProject project;
  for (int i = 0; i < 8; ++i)
    project.addUnit("unit" + std::to_string(i) + ".cpp", "");
  std::string database = "build/compile_commands.json", before = project.read(database);
  shuffleDatabase(project.path(database), project.path(database), 7);
  EXPECT_NE(project.read(database), before);
  EXPECT_EQ(project.read(database).size(), before.size());
}

} // namespace coax
