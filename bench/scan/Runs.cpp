// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "bench/scan/Runs.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coax {

static pid_t start(const Run &run) {
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

unsigned runAll(const std::vector<Run> &runs, unsigned jobs) {
  unsigned running = 0, failed = 0;
  for (const Run &run : runs) {
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

/// In a process that inherits what its children leave behind, so that all of them are waited for.
static double peakOfDescendants(const std::vector<Run> &runs) {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  double peak = 0.0;
  for (const Run &run : runs) {
    if (start(run) <= 0)
      return 0.0;
    rusage usage{};
    while (::wait4(-1, nullptr, 0, &usage) > 0)
      peak = std::max(peak, static_cast<double>(usage.ru_maxrss) / 1024.0);
  }
  return peak;
}

double peakMebibytes(const std::vector<Run> &runs) {
  void *shared =
      ::mmap(nullptr, sizeof(double), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED)
    return 0.0;
  auto *peak = static_cast<double *>(shared);
  *peak = 0.0;
  pid_t child = ::fork();
  if (child == 0) {
    *peak = peakOfDescendants(runs);
    ::_exit(0);
  }
  if (child > 0)
    ::waitpid(child, nullptr, 0);
  double result = *peak;
  ::munmap(shared, sizeof(double));
  return result;
}

} // namespace coax
