// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What must hold for the scan of programs that none of us wrote: it ends well, every finding points
// at a call that a reader can see, no call is reported twice, and calls that are plain to see in
// the text are not missed.
#include "tests/cli/RunProgram.h"
#include "tests/cli/ShuffledDatabase.h"
#include "tests/edits/TemporaryDirectory.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace coax {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Lines = std::vector<std::string>;

/// Calls in one file that no preprocessor condition for another system hides: group 1 of `pattern`
/// is the function's name.
struct PlainCalls {
  const char *file;
  const char *pattern;
};

struct Project {
  const char *name; ///< the directory under COAX_REAL_DIRECTORY
  std::vector<PlainCalls> plainCalls;
};

void PrintTo(const Project &project, std::ostream *out) { *out << project.name; }

const Project projects[] = {
    {"leveldb",
     {{"util/env_posix.cc", R"(::(open|read|pread|write|fdatasync|unlink|mkdir|rename)\()"},
      {"util/env_posix.cc", R"(std::this_thread::(sleep_for)\()"},
      {"port/port_stdcxx.h", R"(cv_\.(wait)\()"}}},
    {"ninja-build",
     {{"src/build_log.cc", R"((?:= |if \()(fopen|fread|rename)\()"},
      {"src/deps_log.cc", R"((?:= |if \()(fopen|fread|rename)\()"},
      {"src/subprocess-posix.cc", R"(if \((waitpid)\()"},
      {"src/disk_interface.cc", R"((?:return |if \(|= )(mkdir|fopen|remove)\()"}}},
    {"mosquitto", {}},
    {"i2pd", {}},
    {"boost", {}},
};

std::string rootOf(const Project &project) {
  return std::string(COAX_REAL_DIRECTORY) + '/' + project.name;
}

const Lines &linesOf(const std::string &path) {
  static std::map<std::string, Lines> files;
  auto [known, isNew] = files.try_emplace(path);
  if (isNew) {
    std::ifstream in(path, std::ios::binary);
    for (std::string line; std::getline(in, line);)
      known->second.push_back(line);
  }
  return known->second;
}

/// The scan of a project; made once.
const ProgramResult &scanOf(const Project &project) {
  static std::map<std::string, ProgramResult> results;
  auto [known, isNew] = results.try_emplace(project.name);
  if (isNew)
    known->second = runCoax({"scan", "-p", "build", "--format=json", "-j", "2"}, rootOf(project));
  return known->second;
}

/// "std::this_thread::sleep_for" ⇒ "sleep_for", "a::Box<int>::get" ⇒ "get"; template arguments and
/// parameters are cut off. Empty for operators, conversions, constructors and destructors: their
/// name need not stand in the text.
std::string nameInText(const std::string &callee) {
  static const std::regex arguments(R"(<[^<>]*>|\([^()]*\))");
  std::string plain = callee;
  for (std::string before; before != plain;) {
    before = plain;
    plain = std::regex_replace(plain, arguments, "");
  }
  std::vector<std::string> parts;
  for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 2) {
    end = plain.find("::", begin);
    parts.push_back(plain.substr(begin, end - begin));
  }
  const std::string &last = parts.back();
  bool isConstructor = parts.size() > 1 && last == parts[parts.size() - 2];
  bool isIdentifier = std::regex_match(last, std::regex("[A-Za-z_][A-Za-z_0-9]*"));
  return isIdentifier && !isConstructor ? last : "";
}

std::string absolute(const Project &project, const std::string &file) {
  return (fs::path(rootOf(project)) / file).lexically_normal();
}

/// Lines `first` to `last`, 1-based, both included.
std::string textBetween(const Lines &lines, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t line = first; line <= std::min(last, lines.size()); ++line)
    text += lines[line - 1] + '\n';
  return text;
}

/// Every macro of the project ⇒ what its definitions say.
std::map<std::string, std::string> macrosOf(const Project &project) {
  static const std::regex definition(R"(^\s*#\s*define\s+(\w+))");
  std::map<std::string, std::string> macros;
  for (const auto &entry : fs::recursive_directory_iterator(rootOf(project))) {
    std::string extension = entry.path().extension();
    static const std::set<std::string> sources = {".h", ".hpp", ".c", ".cc", ".cpp"};
    if (!sources.contains(extension))
      continue;
    const Lines &lines = linesOf(entry.path());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_search(lines[i], match, definition))
        continue;
      std::string &body = macros[match[1]];
      do
        body += lines[i] + '\n';
      while (lines[i].ends_with('\\') && ++i < lines.size());
    }
  }
  return macros;
}

/// True if `name` stands in `text`, or in a macro that is used there.
bool mentions(const std::string &text, const std::string &name,
              const std::map<std::string, std::string> &macros) {
  if (text.find(name) != std::string::npos)
    return true;
  static const std::regex word(R"(\w+)");
  for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it)
    if (auto macro = macros.find(it->str());
        macro != macros.end() && macro->second.find(name) != std::string::npos)
      return true;
  return false;
}

class RealProject : public ::testing::TestWithParam<Project> {
protected:
  void SetUp() override {
    if (!fs::exists(rootOf(GetParam()) + "/build/compile_commands.json"))
      GTEST_SKIP() << "sources could not be fetched";
    report = Json::parse(scanOf(GetParam()).out, nullptr, /*allow_exceptions=*/false);
    ASSERT_TRUE(report.is_object()) << scanOf(GetParam()).err;
  }

  void expectPlace(const Json &place) const {
    const Lines &lines = linesOf(absolute(GetParam(), place.at("file")));
    ASSERT_FALSE(lines.empty()) << place.dump();
    ASSERT_GE(place.at("line").get<std::size_t>(), 1u) << place.dump();
    ASSERT_LE(place.at("line").get<std::size_t>(), lines.size()) << place.dump();
    std::size_t width = lines[place.at("line").get<std::size_t>() - 1].size();
    EXPECT_GE(place.at("column").get<std::size_t>(), 1u) << place.dump();
    EXPECT_LE(place.at("column").get<std::size_t>(), width) << place.dump();
  }

  Json report;
};

TEST_P(RealProject, EndsWellAndWithoutProblems) {
  EXPECT_EQ(scanOf(GetParam()).exitCode, 0) << scanOf(GetParam()).err;
  EXPECT_EQ(report.at("problems"), Json::array());
  EXPECT_GT(report.at("stats").at("units").get<int>(), 20);
  EXPECT_FALSE(report.at("findings").empty());
}

TEST_P(RealProject, EveryFindingPointsAtItsCall) {
  auto macros = macrosOf(GetParam());
  for (const Json &finding : report.at("findings")) {
    expectPlace(finding);
    std::string name = nameInText(finding.at("callee"));
    std::string text = textBetween(linesOf(absolute(GetParam(), finding.at("file"))),
                                   finding.at("line"), finding.at("endLine"));
    EXPECT_TRUE(mentions(text, name, macros)) << finding.dump(1) << "\n" << text;
  }
}

TEST_P(RealProject, EveryHopOfAChainIsAPlace) {
  for (const Json &finding : report.at("findings")) {
    EXPECT_FALSE(finding.at("function").get<std::string>().empty()) << finding.dump(1);
    for (const Json &hop : finding.at("chain")) {
      EXPECT_FALSE(hop.at("function").get<std::string>().empty()) << finding.dump(1);
      expectPlace(hop);
    }
  }
}

TEST_P(RealProject, AContextThatIsKnownIsShownByAChain) {
  for (const Json &finding : report.at("findings"))
    if (finding.at("context").at("kind") != "unknown") {
      EXPECT_FALSE(finding.at("chain").empty()) << finding.dump(1);
    }
}

TEST_P(RealProject, NoSiteIsReportedTwice) {
  std::set<std::string> sites, fingerprints;
  for (const Json &finding : report.at("findings")) {
    Json site = {finding.at("file"), finding.at("line"), finding.at("column"),
                 finding.at("callee")};
    EXPECT_TRUE(sites.insert(site.dump()).second) << finding.dump(1);
    EXPECT_TRUE(fingerprints.insert(finding.at("fingerprint")).second) << finding.dump(1);
  }
}

TEST_P(RealProject, PlainCallsAreNotMissed) {
  std::set<std::string> found; // FILE:LINE:NAME
  for (const Json &finding : report.at("findings"))
    found.insert(absolute(GetParam(), finding.at("file")) + ':' +
                 std::to_string(finding.at("line").get<int>()) + ':' +
                 nameInText(finding.at("callee")));
  for (const PlainCalls &calls : GetParam().plainCalls) {
    std::string file = absolute(GetParam(), calls.file);
    std::regex pattern(calls.pattern);
    std::size_t seen = 0, number = 0;
    for (const std::string &line : linesOf(file)) {
      ++number;
      std::smatch match;
      if (!std::regex_search(line, match, pattern))
        continue;
      ++seen;
      EXPECT_TRUE(found.count(file + ':' + std::to_string(number) + ':' + match[1].str()))
          << file << ':' << number << ": " << line;
    }
    EXPECT_GT(seen, 0u) << calls.pattern << " stands nowhere in " << calls.file;
  }
}

TEST_P(RealProject, ASecondScanSaysTheSame) {
  Json again = Json::parse(
      runCoax({"scan", "-p", "build", "--format=json", "-j", "1"}, rootOf(GetParam())).out);
  EXPECT_EQ(again.at("findings"), report.at("findings"));
}

TEST_P(RealProject, TheBytesDependOnTheSourcesOnly) {
  TemporaryDirectory scratch;
  std::string database = rootOf(GetParam()) + "/build/compile_commands.json";
  shuffleDatabase(database, scratch.path("compile_commands.json"), 7);
  auto scan = [&](const std::string &from, const char *jobs, const char *format) {
    return runCoax({"scan", "-p", from, "--root-dir", rootOf(GetParam()), "-j", jobs, "--no-cache",
                    "--format", format})
        .out;
  };
  std::string one = scan(database, "1", "json");
  EXPECT_EQ(Json::parse(one).at("findings"), report.at("findings"));
  EXPECT_TRUE(one == scan(database, "2", "json")) << "two workers";
  EXPECT_TRUE(one == scan(scratch.path("compile_commands.json"), "2", "json")) << "another order";
  EXPECT_TRUE(scan(database, "2", "sarif") ==
              scan(scratch.path("compile_commands.json"), "1", "sarif"));
}

INSTANTIATE_TEST_SUITE_P(, RealProject, ::testing::ValuesIn(projects), [](const auto &instance) {
  std::string name = instance.param.name;
  return name.substr(0, name.find('-'));
});

} // namespace

} // namespace coax
