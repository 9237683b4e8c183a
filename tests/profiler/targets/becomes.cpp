// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Forks children that end at once, starts one that runs this program again, and then becomes
// another program itself: "becomes FIRST SECOND" runs FIRST in a child and SECOND in its place.
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <sys/wait.h>
#include <unistd.h>

__attribute__((noinline)) static void last_wait(double seconds) {
  timespec time{0, static_cast<long>(seconds * 1e9)};
  nanosleep(&time, nullptr);
  asm volatile("");
}

int main(int count, char **arguments) {
  if (count == 2) {
    last_wait(atof(arguments[1]));
    return 0;
  }
  for (int i = 0; i < 50; ++i) {
    pid_t child = fork();
    if (child == 0)
      _exit(0);
    waitpid(child, nullptr, 0);
  }
  last_wait(0.2);
  pid_t child = fork();
  if (child == 0) {
    execl(arguments[0], arguments[0], arguments[1], nullptr);
    _exit(127);
  }
  waitpid(child, nullptr, 0);
  execl(arguments[0], arguments[0], arguments[2], nullptr);
  return 127;
}
