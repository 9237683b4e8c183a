#include <stdlib.h>
#include <sys/wait.h>

void run(pid_t child) {
  system("true"); // expect-finding: blocking-process
  int status;
  waitpid(child, &status, 0); // expect-finding: blocking-process
}
