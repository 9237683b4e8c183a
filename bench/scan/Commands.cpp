// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "bench/scan/Commands.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"
#include "analyzers/base/Paths.h"

#include <llvm/Support/Allocator.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/StringSaver.h>

#include <map>
#include <set>

namespace coax {

static std::vector<std::string> wordsOf(const Json &entry) {
  if (auto list = entry.find("arguments"); list != entry.end())
    return list->get<std::vector<std::string>>();
  llvm::BumpPtrAllocator memory;
  llvm::StringSaver saver(memory);
  llvm::SmallVector<const char *> words;
  llvm::cl::TokenizeGNUCommandLine(stringAt(entry, "command"), saver, words);
  return {words.begin(), words.end()};
}

static UnitCommand unitOf(const Json &entry) {
  UnitCommand unit{stringAt(entry, "directory"), {}, {}};
  unit.file = absolutePath(stringAt(entry, "file"), unit.directory);
  std::vector<std::string> words = wordsOf(entry);
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i] == "-o")
      ++i;
    else if (words[i] != "-c")
      unit.flags.push_back(words[i]);
  return unit;
}

llvm::Expected<std::vector<UnitCommand>> unitCommands(const std::string &build) {
  llvm::Expected<Json> database = readJson(build + "/compile_commands.json");
  if (!database)
    return database.takeError();
  std::vector<UnitCommand> units;
  for (const Json &entry : *database)
    units.push_back(unitOf(entry));
  return units;
}

static Run compilerRun(const UnitCommand &unit, const std::string &compiler,
                       std::vector<std::string> options) {
  Run run{unit.directory, {compiler}};
  run.arguments.insert(run.arguments.end(), options.begin(), options.end());
  run.arguments.insert(run.arguments.end(), unit.flags.begin(), unit.flags.end());
  return run;
}

std::vector<Run> syntaxOnlyRuns(const std::vector<UnitCommand> &units,
                                const std::string &compiler) {
  std::vector<Run> runs;
  for (const UnitCommand &unit : units)
    runs.push_back(compilerRun(unit, compiler, {"-fsyntax-only", "-w"}));
  return runs;
}

/// The files that a Makefile rule of the compiler names.
static std::set<std::string> prerequisites(llvm::StringRef rule, const std::string &directory) {
  std::set<std::string> files;
  llvm::SmallVector<llvm::StringRef> words;
  rule.split(':').second.split(words, ' ', -1, false);
  for (llvm::StringRef word : words)
    if (word = word.trim(); !word.empty() && word != "\\")
      files.insert(absolutePath(word.trim("\\\n").str(), directory));
  return files;
}

std::string hottestHeader(const std::vector<UnitCommand> &units, const std::string &compiler,
                          const std::string &root) {
  llvm::SmallString<128> list;
  if (llvm::sys::fs::createTemporaryFile("coax-bench", "d", list))
    return {};
  std::map<std::string, unsigned> users;
  for (const UnitCommand &unit : units) {
    runAll({compilerRun(unit, compiler, {"-E", "-w", "-MM", "-MF", list.str().str()})}, 1);
    auto rule = readFile(list.str().str());
    if (!rule) {
      llvm::consumeError(rule.takeError());
      continue;
    }
    for (const std::string &file : prerequisites(*rule, unit.directory))
      if (file != unit.file && llvm::StringRef(file).starts_with(root + "/"))
        ++users[file];
  }
  llvm::sys::fs::remove(list);
  auto most = std::max_element(users.begin(), users.end(), [](const auto &left, const auto &right) {
    return left.second < right.second;
  });
  return most == users.end() ? std::string() : most->first;
}

} // namespace coax
