// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/cli/RunProgram.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace coax {

namespace {

[[noreturn]] void fail(const char *what) {
  throw std::system_error(errno, std::generic_category(), what);
}

std::FILE *temporaryFile() {
  std::FILE *file = std::tmpfile();
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

[[noreturn]] void becomeProgram(const std::vector<std::string> &command, const RunOptions &options,
                                int out, int err) {
  std::vector<char *> arguments;
  for (const std::string &word : command)
    arguments.push_back(const_cast<char *>(word.c_str()));
  arguments.push_back(nullptr);
  int null = ::open("/dev/null", O_RDONLY);
  if (::dup2(null, 0) == 0 && ::dup2(out, 1) == 1 && ::dup2(err, 2) == 2 &&
      (!options.ownGroup || ::setpgid(0, 0) == 0) &&
      (options.directory.empty() || ::chdir(options.directory.c_str()) == 0))
    ::execvp(arguments[0], arguments.data());
  std::perror(arguments[0]);
  ::_exit(127);
}

int statusOf(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0)
    if (errno != EINTR)
      fail("waitpid");
  return status;
}

} // namespace

RunningProgram::RunningProgram(const std::vector<std::string> &command, const RunOptions &options)
    : out_(temporaryFile(), std::fclose), err_(temporaryFile(), std::fclose) {
  process_ = ::fork();
  if (process_ < 0)
    fail("fork");
  if (process_ == 0)
    becomeProgram(command, options, fileno(out_.get()),
                  options.standardError >= 0 ? options.standardError : fileno(err_.get()));
}

RunningProgram::~RunningProgram() {
  if (process_ < 0)
    return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

ProgramResult RunningProgram::wait() {
  int status = statusOf(process_);
  process_ = -1;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, contentOf(out_.get()), contentOf(err_.get())};
}

ProgramResult runProgram(const std::vector<std::string> &command, const std::string &directory) {
  return RunningProgram(command, {.directory = directory}).wait();
}

std::vector<std::string> coaxCommand(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), COAX_PROGRAM);
  return arguments;
}

ProgramResult runCoax(std::vector<std::string> arguments, const std::string &directory) {
  return runProgram(coaxCommand(std::move(arguments)), directory);
}

} // namespace coax
