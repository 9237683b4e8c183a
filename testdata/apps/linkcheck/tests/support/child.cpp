// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "child.h"

#include "test.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace test {

namespace {

constexpr int pollsAMinute = 6000;

void pause() { std::this_thread::sleep_for(std::chrono::milliseconds(10)); }

void clearProxies() {
  for (const char *name :
       {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"})
    ::unsetenv(name);
}

/// Makes \p target a descriptor for \p file. Runs between fork and exec.
void redirect(int target, const char *file) {
  const int fd = ::open(file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || ::dup2(fd, target) < 0)
    ::_exit(126);
  ::close(fd);
}

} // namespace

Child::Child(const std::vector<std::string> &arguments, const std::string &outFile,
             const std::string &errorFile) {
  std::vector<char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(const_cast<char *>(argument.c_str()));
  pointers.push_back(nullptr);
  clearProxies();
  pid_ = ::fork();
  if (pid_ < 0)
    throw Failure("fork failed");
  if (pid_ == 0) {
    redirect(STDOUT_FILENO, outFile.c_str());
    redirect(STDERR_FILENO, errorFile.c_str());
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
}

Child::~Child() {
  if (pid_ <= 0)
    return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool Child::hasEnded() {
  if (pid_ > 0 && ::waitpid(pid_, &status_, WNOHANG) == pid_)
    pid_ = -1;
  return pid_ <= 0;
}

int Child::wait() {
  for (int i = 0; i < pollsAMinute && !hasEnded(); ++i)
    pause();
  expect(hasEnded(), "the program still runs after a minute");
  expect(WIFEXITED(status_), "signal " + std::to_string(WTERMSIG(status_)) + " ended the program");
  return WEXITSTATUS(status_);
}

std::string Child::awaitFile(const std::string &file) {
  for (int i = 0; i < pollsAMinute; ++i) {
    std::string line;
    std::ifstream in(file);
    if (std::getline(in, line))
      return line;
    expect(!hasEnded(), "the program ended before it wrote " + file);
    pause();
  }
  throw Failure("there is still no " + file + " after a minute");
}

} // namespace test
