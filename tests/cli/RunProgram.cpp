// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/cli/RunProgram.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace coax {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE *)>;

[[noreturn]] void fail(const char *what) {
  throw std::system_error(errno, std::generic_category(), what);
}

File temporaryFile() {
  File file(std::tmpfile(), std::fclose);
  if (!file)
    fail("tmpfile");
  return file;
}

std::string contentOf(std::FILE *file) {
  std::string text;
  std::rewind(file);
  char buffer[4096];
  while (std::size_t count = std::fread(buffer, 1, sizeof buffer, file))
    text.append(buffer, count);
  return text;
}

[[noreturn]] void becomeProgram(const std::vector<std::string> &command,
                                const std::string &directory, std::FILE *out, std::FILE *err) {
  std::vector<char *> arguments;
  for (const std::string &word : command)
    arguments.push_back(const_cast<char *>(word.c_str()));
  arguments.push_back(nullptr);
  int null = ::open("/dev/null", O_RDONLY);
  if (::dup2(null, 0) == 0 && ::dup2(fileno(out), 1) == 1 && ::dup2(fileno(err), 2) == 2 &&
      (directory.empty() || ::chdir(directory.c_str()) == 0))
    ::execvp(arguments[0], arguments.data());
  std::perror(arguments[0]);
  ::_exit(127);
}

} // namespace

ProgramResult runProgram(const std::vector<std::string> &command, const std::string &directory) {
  File out = temporaryFile(), err = temporaryFile();
  pid_t child = ::fork();
  if (child < 0)
    fail("fork");
  if (child == 0)
    becomeProgram(command, directory, out.get(), err.get());
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      fail("waitpid");
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, contentOf(out.get()), contentOf(err.get())};
}

ProgramResult runCoax(std::vector<std::string> arguments, const std::string &directory) {
  arguments.insert(arguments.begin(), COAX_PROGRAM);
  return runProgram(arguments, directory);
}

} // namespace coax
