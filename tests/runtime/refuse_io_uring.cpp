// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a program where io_uring is refused, as the default filters of containers do:
//   refuse_io_uring PROGRAM ARGUMENT…
// The exit code is the program's; 77 where there is no seccomp, 127 when there is no such program.
#include "refused_call.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/syscall.h>

int main(int count, char **words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: %s PROGRAM ARGUMENT...\n", words[0]);
    return 2;
  }
  refuse_system_call(SYS_io_uring_setup, EPERM);
  ::execvp(words[1], words + 1);
  std::fprintf(stderr, "%s: %s\n", words[1], std::strerror(errno));
  return 127;
}
