// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// testdata/catalog/*.cpp: what the catalog says of real calls, as the extraction sees them. Marks
// stand on the line of the call: `// expect-site: recv socket [maybe] [in-context]` for a call that
// blocks, `// expect-role: std::thread::thread starts-thread` for a function that starts something.
// Strict both ways: a call that is not marked must have nothing to mark.
#include "analyzers/base/Files.h"
#include "analyzers/catalog/Catalog.h"
#include "analyzers/catalog/CatalogValues.h"
#include "analyzers/tu/Summarize.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>
#include <map>
#include <set>

namespace coax {
namespace {

const std::string folder = COAX_SOURCE_DIR "/testdata/catalog";

using Marks = std::map<unsigned, std::multiset<std::string>>; ///< by line

/// The marks in comments. Directives that are not known are marks too: nothing meets them.
Marks marksIn(llvm::StringRef source) {
  Marks marks;
  llvm::SmallVector<llvm::StringRef> lines;
  source.split(lines, '\n');
  for (unsigned line = 1; line <= lines.size(); ++line) {
    llvm::SmallVector<llvm::StringRef> parts;
    lines[line - 1].split(parts, "// expect-");
    for (llvm::StringRef part : llvm::drop_begin(parts))
      marks[line].insert("expect-" + part.trim().str());
  }
  return marks;
}

std::string markOf(const CatalogEntry &entry) {
  if (entry.role != Role::Blocks)
    return "expect-role: " + entry.name + " " + roleWord(entry.role);
  return "expect-site: " + entry.name + " " + entry.category +
         (entry.certainty == Certainty::Maybe ? " maybe" : "") +
         (entry.contextOnly ? " in-context" : "");
}

Marks marksOf(const TuSummary &summary, const std::string &file) {
  Marks marks;
  std::set<std::pair<Range, std::string>> seen; // templates appear once an instantiation
  for (const FunctionFacts &function : summary.functions)
    for (const CallSite &call : function.calls) {
      const CatalogEntry *entry = Catalog::builtin().match(call);
      if (!entry || entry->role == Role::NeverBlocks || call.range.begin.file != file)
        continue;
      if (seen.emplace(call.range, entry->name).second)
        marks[call.range.begin.line].insert(markOf(*entry));
    }
  return marks;
}

std::string print(const Marks &marks) {
  std::string text;
  for (const auto &[line, on] : marks)
    for (const std::string &mark : on)
      text += std::to_string(line) + ": " + mark + "\n";
  return text;
}

std::vector<std::string> testdataFiles() {
  std::vector<std::string> files;
  for (const auto &entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".cpp")
      files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

CompileUnit unitOf(const std::string &file) {
  return {file, folder, {"clang++", "-std=c++20", "-isystem", folder + "/include", "-c", file}};
}

class Sites : public testing::TestWithParam<std::string> {};

TEST_P(Sites, AreThoseThatAreMarked) {
  std::string file = folder + "/" + GetParam();
  llvm::Expected<std::string> source = readFile(file);
  ASSERT_TRUE(bool(source)) << llvm::toString(source.takeError());
  TuSummary summary = summarize(unitOf(file));
  for (const Problem &problem : summary.problems)
    ADD_FAILURE() << problem.file << ": " << problem.message;
  EXPECT_EQ(print(marksOf(summary, file)), print(marksIn(*source)));
}

INSTANTIATE_TEST_SUITE_P(Testdata, Sites, testing::ValuesIn(testdataFiles()),
                         [](const testing::TestParamInfo<std::string> &info) {
                           std::string name = info.param.substr(0, info.param.find('.'));
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

/// Names in marks of all files.
std::set<std::string> markedNames() {
  std::set<std::string> names;
  for (const std::string &file : testdataFiles()) {
    llvm::Expected<std::string> source = readFile(folder + "/" + file);
    if (!source) {
      ADD_FAILURE() << llvm::toString(source.takeError());
      continue;
    }
    for (const auto &[line, marks] : marksIn(*source))
      for (llvm::StringRef mark : marks)
        names.insert(mark.split(' ').second.split(' ').first.str());
  }
  return names;
}

TEST(Testdata, HasAMarkedCallOfEachFunction) {
  std::set<std::string> marked = markedNames();
  std::string missing;
  for (const CatalogEntry *entry : Catalog::builtin().entries())
    if (entry->role == Role::Blocks && !marked.contains(entry->name))
      missing += entry->name + "\n";
  EXPECT_EQ(missing, "") << "each needs a marked call in testdata/catalog";
}

TEST(Marks, AreReadStrictly) {
  Marks marks = marksIn("f();\ng(); // expect-site: g file // expect-oops: h\n");
  EXPECT_EQ(print(marks), "2: expect-oops: h\n2: expect-site: g file\n");
}

} // namespace
} // namespace coax
