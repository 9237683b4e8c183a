// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A child has no thread but the one that forked it: a fork never runs on the pool, nor does what
// forks on the way.
// expect-plan: inChild keep "is a template"
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>
#include <coax/coax.hpp>

template <class F>
int inChild(F work) {
  pid_t child = fork();
  if (child == 0)
    _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static coax::task<int> exitStatus(int code) {
  pid_t child = fork(); // expect-site: fork keep
  if (child == 0)
    _exit(code);
  int status = 0;
  co_await coax::waitpid(child, &status, 0); // expect-site: waitpid await
  co_return WEXITSTATUS(status);
}

coax::task<int> coax_main() {
  std::printf("%d\n", co_await exitStatus(7));
  std::fflush(stdout);
  for (int i = 0; i < 2; ++i)
    std::printf("%d\n", inChild([] { return 5; }));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
