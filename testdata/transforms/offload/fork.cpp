// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A child has no thread but the one that forked it: a fork never runs on the pool, nor does what
// forks on the way.
// expect-plan: inChild keep "is a template"
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

template <class F>
int inChild(F work) {
  pid_t child = fork();
  if (child == 0)
    _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static int exitStatus(int code) {
  pid_t child = fork(); // expect-site: fork keep
  if (child == 0)
    _exit(code);
  int status = 0;
  waitpid(child, &status, 0); // expect-site: waitpid await
  return WEXITSTATUS(status);
}

int main() {
  std::printf("%d\n", exitStatus(7));
  std::fflush(stdout);
  for (int i = 0; i < 2; ++i)
    std::printf("%d\n", inChild([] { return 5; }));
}
