// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every file of testdata/tu, parsed against the mock headers, says what its marks say. A line
// "// flags: …" adds to the command.
#include "Expectations.h"

#include "analyzers/base/Files.h"
#include "analyzers/tu/Summarize.h"

#include <gtest/gtest.h>
#include <llvm/ADT/StringRef.h>

#include <filesystem>

namespace coax::test {
namespace {

const std::string root = COAX_SOURCE_DIR;

std::vector<std::string> cases() {
  std::vector<std::string> files;
  for (const auto &entry : std::filesystem::directory_iterator(root + "/testdata/tu"))
    files.push_back(entry.path().filename());
  std::sort(files.begin(), files.end());
  return files;
}

CompileUnit unitFor(const std::string &file, llvm::StringRef source) {
  CompileUnit unit{file, root, {"c++", "-std=c++20", "-nostdinc++"}};
  unit.arguments.push_back("-isystem" + root + "/testdata/include/std");
  llvm::StringRef flags = source.split("// flags: ").second.split('\n').first;
  if (!flags.empty())
    unit.arguments = {"cc"};
  while (!flags.empty()) {
    auto [flag, rest] = flags.split(' ');
    unit.arguments.push_back(flag.str());
    flags = rest;
  }
  unit.arguments.push_back(file);
  return unit;
}

class Edges : public testing::TestWithParam<std::string> {};

TEST_P(Edges, AreAsMarked) {
  std::string file = root + "/testdata/tu/" + GetParam();
  auto source = readFile(file);
  ASSERT_TRUE(static_cast<bool>(source));
  TuSummary summary = summarize(unitFor(file, *source));
  for (const Problem &problem : summary.problems)
    ADD_FAILURE() << problem.message;
  EXPECT_EQ(compare(marksIn(*source), factsOf(summary, file)), "");
}

INSTANTIATE_TEST_SUITE_P(TestData, Edges, testing::ValuesIn(cases()), [](const auto &info) {
  std::string name = info.param.substr(0, info.param.find('.'));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

} // namespace
} // namespace coax::test
