// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Processes and signals.
#include <any.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

void calls() {
  wait(any);                                  // expect-site: wait process
  waitpid(any, any, any);                     // expect-site: waitpid process
  waitid(any, any, any, any);                 // expect-site: waitid process
  wait3(any, any, any);                       // expect-site: wait3 process
  wait4(any, any, any, any);                  // expect-site: wait4 process
  system(any);                                // expect-site: system process
  popen(any, any);                            // expect-site: popen process
  pclose(any);                                // expect-site: pclose process
  fork();                                     // expect-site: fork process maybe
  vfork();                                    // expect-site: vfork process maybe
  posix_spawn(any, any, any, any, any, any);  // expect-site: posix_spawn process maybe
  posix_spawnp(any, any, any, any, any, any); // expect-site: posix_spawnp process maybe
  ptrace(PTRACE_TRACEME, 0, any, any);        // expect-site: ptrace process maybe
  pause();                                    // expect-site: pause wait
  sigsuspend(any);                            // expect-site: sigsuspend wait
  sigwait(any, any);                          // expect-site: sigwait wait
  sigwaitinfo(any, any);                      // expect-site: sigwaitinfo wait
  sigtimedwait(any, any, any);                // expect-site: sigtimedwait wait

  waitpid(any, any, WNOHANG);
  waitid(P_ALL, any, any, WEXITED | WNOHANG);
  system(nullptr);
  execv(any, any);
}
