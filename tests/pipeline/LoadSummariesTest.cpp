// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TemporaryFolder.h"

#include "analyzers/model/SummaryJson.h"
#include "tool/pipeline/LoadSummaries.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace coax::test {
namespace {

struct Project {
  TemporaryFolder folder;
  LoadOptions options;

  Project() {
    folder.write("a.cpp", "#include \"h.h\"\nint f() { return g(); }\n");
    folder.write("b.cpp", "#include \"h.h\"\nint k() { return g(); }\n");
    folder.write("h.h", "int g();\n");
    folder.writeDatabase({"a.cpp", "b.cpp"});
    options.build = folder.path();
    options.jobs = 2;
    options.cacheDirectory = folder.path("cache");
  }

  LoadedSummaries load() const {
    auto loaded = loadSummaries(options);
    EXPECT_TRUE(static_cast<bool>(loaded)) << llvm::toString(loaded.takeError());
    return loaded ? std::move(*loaded) : LoadedSummaries();
  }
};

std::string textOf(const LoadedSummaries &loaded) {
  std::string result;
  for (const TuSummary &summary : loaded.summaries)
    result += printJson(toJson(summary)) + "\n";
  return result;
}

TEST(LoadSummaries, SameResultForAnyNumberOfWorkersAndFromTheCache) {
  Project project;
  project.options.cache = false;
  project.options.jobs = 1;
  std::string one = textOf(project.load());
  project.options.jobs = 3;
  EXPECT_EQ(textOf(project.load()), one);
  project.options.cache = true;
  EXPECT_EQ(project.load().stats.fromCache, 0u);
  LoadedSummaries cached = project.load();
  EXPECT_EQ(cached.stats.fromCache, 2u);
  EXPECT_EQ(textOf(cached), one);
  EXPECT_FALSE(cached.incomplete());
}

TEST(LoadSummaries, SharedHeadersChangeNothing) {
  Project project;
  project.folder.write("h.h", "#include <string>\n#include <vector>\nint g();\n");
  project.folder.write("c.cpp", "#define NDEBUG\n#include <cassert>\n#include \"h.h\"\n"
                                "void c(std::string s) { assert(s.empty()); }\n");
  project.folder.write("d.cpp", "#include \"h.h\"\nint d() { return missing(); }\n");
  project.folder.writeDatabase({"a.cpp", "b.cpp", "c.cpp", "d.cpp"});
  project.options.cache = false;
  project.options.shareHeaders = false;
  LoadedSummaries alone = project.load();
  project.options.shareHeaders = true;
  LoadedSummaries shared = project.load();
  EXPECT_EQ(textOf(shared), textOf(alone));
  EXPECT_EQ(shared.problems, alone.problems);
  for (std::size_t unit = 0; unit < alone.summaries.size(); ++unit)
    EXPECT_EQ(shared.summaries.at(unit).dependencies, alone.summaries[unit].dependencies);
}

TEST(LoadSummaries, AHeaderAboveASymbolicLinkIsFoundAgain) {
  Project project;
  project.folder.write("deep/inner/unused.h", "");
  project.folder.write("deep/g.h", "int g();\n");
  std::filesystem::create_directory_symlink("deep/inner", project.folder.path("link"));
  project.folder.write("a.cpp", "#include \"link/../g.h\"\nint f() { return g(); }\n");
  project.load();
  EXPECT_EQ(project.load().stats.fromCache, 2u);
}

TEST(LoadSummaries, AChangedFileCostsItsUnit) {
  Project project;
  project.load();
  project.folder.write("b.cpp", "#include \"h.h\"\nint k() { return g() + g(); }\n");
  LoadedSummaries loaded = project.load();
  EXPECT_EQ(loaded.stats.fromCache, 1u);
  EXPECT_EQ(loaded.summaries.at(1).functions.at(0).calls.size(), 2u);
}

TEST(LoadSummaries, AChangedHeaderOrFlagCostsAllThatUseIt) {
  Project project;
  project.load();
  project.folder.write("h.h", "int g(int = 1);\n");
  EXPECT_EQ(project.load().stats.fromCache, 0u);
  project.folder.writeDatabase({"a.cpp", "b.cpp"}, "-DFLAG");
  EXPECT_EQ(project.load().stats.fromCache, 0u);
  EXPECT_EQ(project.load().stats.fromCache, 2u);
}

TEST(LoadSummaries, ATouchedFileCostsNothing) {
  Project project;
  project.load();
  std::filesystem::last_write_time(project.folder.path("a.cpp"),
                                   std::filesystem::file_time_type::clock::now() -
                                       std::chrono::hours(2));
  EXPECT_EQ(project.load().stats.fromCache, 2u);
}

TEST(LoadSummaries, DamagedCacheEntriesAreIgnored) {
  Project project;
  std::string fresh = textOf(project.load());
  for (const auto &entry : std::filesystem::directory_iterator(project.folder.path("cache"))) {
    auto content = readFile(entry.path());
    ASSERT_TRUE(static_cast<bool>(content));
    content->back() = static_cast<char>(content->back() ^ 1);
    project.folder.write("cache/" + entry.path().filename().string(), *content);
  }
  LoadedSummaries loaded = project.load();
  EXPECT_EQ(loaded.stats.fromCache, 0u);
  EXPECT_EQ(textOf(loaded), fresh);
}

TEST(LoadSummaries, ABrokenUnitIsAProblemAndTheRestIsThere) {
  Project project;
  project.folder.write("a.cpp", "int f( { return 1; }\nint g() { return 2; }\n");
  LoadedSummaries loaded = project.load();
  EXPECT_TRUE(loaded.incomplete());
  EXPECT_EQ(loaded.stats.failed, 1u);
  EXPECT_EQ(loaded.summaries.at(1).functions.size(), 1u);
  ASSERT_FALSE(loaded.problems.empty());
  EXPECT_NE(loaded.problems[0].message.find(project.folder.path("a.cpp") + ":1:"),
            std::string::npos);
  EXPECT_EQ(project.load().stats.fromCache, 1u); // what failed is tried again
}

TEST(LoadSummaries, AMissingSourceIsAProblem) {
  Project project;
  project.folder.writeDatabase({"a.cpp", "gone.cpp"});
  LoadedSummaries loaded = project.load();
  EXPECT_EQ(loaded.stats.failed, 1u);
  EXPECT_EQ(loaded.problems.at(0).file, project.folder.path("gone.cpp"));
}

TEST(LoadSummaries, PathsThatSelectNothingAreAnError) {
  Project project;
  project.folder.write("elsewhere.hpp", "");
  project.options.paths = {project.folder.path("elsewhere.hpp")};
  auto loaded = loadSummaries(project.options);
  ASSERT_FALSE(static_cast<bool>(loaded));
  EXPECT_NE(llvm::toString(loaded.takeError()).find("in the given paths"), std::string::npos);
}

} // namespace
} // namespace coax::test
