#include <sys/wait.h>
#include <unistd.h>

int reap(pid_t child) {
  int status;
  return waitpid(child, &status, WNOHANG) + getpid();
}
