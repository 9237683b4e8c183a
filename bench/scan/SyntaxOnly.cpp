// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "bench/scan/SyntaxOnly.h"

#include "analyzers/base/Json.h"

#include <llvm/Support/Allocator.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/StringSaver.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

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

static CompilerRun syntaxOnly(const Json &entry, const std::string &compiler) {
  std::vector<std::string> words = wordsOf(entry);
  CompilerRun run{stringAt(entry, "directory"), {compiler, "-fsyntax-only", "-w"}};
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i] == "-o")
      ++i;
    else if (words[i] != "-c")
      run.arguments.push_back(words[i]);
  return run;
}

llvm::Expected<std::vector<CompilerRun>> syntaxOnlyRuns(const std::string &build,
                                                        const std::string &compiler) {
  llvm::Expected<Json> database = readJson(build + "/compile_commands.json");
  if (!database)
    return database.takeError();
  std::vector<CompilerRun> runs;
  for (const Json &entry : *database)
    runs.push_back(syntaxOnly(entry, compiler));
  return runs;
}

static pid_t start(const CompilerRun &run) {
  std::vector<char *> arguments;
  for (const std::string &word : run.arguments)
    arguments.push_back(const_cast<char *>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t child = ::fork();
  if (child != 0)
    return child;
  int null = ::open("/dev/null", O_RDWR);
  if (::chdir(run.directory.c_str()) == 0 && ::dup2(null, 1) == 1 && ::dup2(null, 2) == 2)
    ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

/// True if one child was there to wait for and did not succeed.
static bool reapFailed(unsigned &running) {
  int status = 0;
  if (::wait(&status) < 0)
    return false;
  --running;
  return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

unsigned runAll(const std::vector<CompilerRun> &runs, unsigned jobs) {
  unsigned running = 0, failed = 0;
  for (const CompilerRun &run : runs) {
    while (running >= jobs)
      failed += reapFailed(running);
    if (start(run) > 0)
      ++running;
    else
      ++failed;
  }
  while (running > 0)
    failed += reapFailed(running);
  return failed;
}

} // namespace coax
