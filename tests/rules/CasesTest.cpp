// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every testdata/rules/RULE/*.cpp goes through parse, link and rules, and must find what its
// comments say, no more and no less; also in the headers of its folder that it includes.
#include "analyzers/base/Files.h"
#include "analyzers/base/Paths.h"
#include "analyzers/link/Link.h"
#include "analyzers/rules/Rules.h"
#include "analyzers/tu/Summarize.h"
#include "tests/rules/Expectations.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace coax {
namespace {

namespace fs = std::filesystem;

const std::string root = COAX_SOURCE_DIR;
const std::string rulesFolder = root + "/testdata/rules";

std::string sourceOf(const std::string &file) {
  llvm::Expected<std::string> content = readFile(file);
  return content ? *content : (llvm::consumeError(content.takeError()), "");
}

TuSummary parse(const std::string &file) {
  std::string name = file.ends_with(".c") ? "clang" : "clang++";
  return summarize(
      {file,
       root,
       {name, name == "clang" ? "-std=c17" : "-std=c++20", "-I", rulesFolder + "/include", file}});
}

std::vector<Finding> findingsOf(TuSummary summary) {
  FindOptions options;
  options.rootDirectory = root;
  options.readSource = [](const std::string &file) { return std::optional(sourceOf(file)); };
  Program program = linkProgram({std::move(summary)}, Catalog::builtin());
  return findAll({program, Catalog::builtin()}, options);
}

std::vector<std::string> allCases() {
  std::vector<std::string> files;
  for (const auto &entry : fs::recursive_directory_iterator(rulesFolder))
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".c")
      files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

class RuleCase : public testing::TestWithParam<std::string> {};

TEST_P(RuleCase, FindsWhatItsCommentsSay) {
  std::string folder = fs::path(GetParam()).parent_path().string();
  TuSummary summary = parse(GetParam());
  for (const Problem &problem : summary.problems)
    ADD_FAILURE() << problem.message;
  std::set<std::string> files{GetParam()};
  for (const std::string &file : summary.dependencies)
    if (isWithin(file, folder))
      files.insert(file);

  std::vector<Finding> findings = findingsOf(std::move(summary));
  for (const std::string &file : files) {
    std::vector<Finding> here;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(here),
                 [&](const Finding &finding) { return finding.range.begin.file == file; });
    for (const std::string &error : checkExpectations(relativeTo(file, root), sourceOf(file), here))
      ADD_FAILURE() << error;
  }
}

std::string testName(const testing::TestParamInfo<std::string> &info) {
  std::string name = relativeTo(info.param, rulesFolder);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, RuleCase, testing::ValuesIn(allCases()), testName);

} // namespace
} // namespace coax
