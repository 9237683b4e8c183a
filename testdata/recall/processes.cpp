// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Children, and waiting for them.
#include "Check.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

template <typename Work> pid_t start(Work work) {
  pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  return child;
}

std::string outputOf(const char *command) {
  FILE *pipe = popen(command, "r");
  std::string output;
  char part[64];
  while (fgets(part, sizeof part, pipe))
    output += part;
  pclose(pipe);
  return output;
}

void spawn() {
  char program[] = "/bin/true";
  char *arguments[] = {program, nullptr};
  pid_t child;
  CHECK(posix_spawn(&child, program, nullptr, nullptr, arguments, environ) == 0);
  siginfo_t end;
  CHECK(waitid(P_PID, static_cast<id_t>(child), &end, WEXITED) == 0);
}

void pipes() {
  int ends[2];
  CHECK(pipe(ends) == 0);
  pid_t child = start([&] { CHECK(write(ends[1], "x", 1) == 1); });
  char c;
  CHECK(read(ends[0], &c, 1) == 1);
  int status;
  while (waitpid(child, &status, 0) < 0)
    ;
}

} // namespace

int main() {
  pipes();
  start([] { usleep(1000); });
  wait(nullptr);
  start([] { dprintf(STDERR_FILENO, "child\n"); });
  wait4(-1, nullptr, 0, nullptr);
  spawn();
  CHECK(outputOf("echo output") == "output\n");
  CHECK(outputOf("cat /dev/null").empty());
  return std::system("true");
}
