// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What sets the signal mask works on its own thread, so it never runs on the pool; what is offloaded
// beside it has the mask of the thread that awaits it.
// expect-plan: Blocked::Blocked keep
// expect-plan: waitUntilReady await
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/select.h>
#include <unistd.h>

static volatile std::sig_atomic_t hangups = 0;

static void count(int) { hangups = hangups + 1; }

class Blocked {
public:
  Blocked() {
    usleep(200);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, &before);
  }
  ~Blocked() { sigprocmask(SIG_SETMASK, &before, nullptr); }
  sigset_t before;
};

// Of the signals that are blocked, only those that arrive in pselect are taken.
static int waitUntilReady(int fd, const Blocked &blocked) {
  usleep(200);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(fd, &set);
  timespec limit{5, 0};
  return pselect(fd + 1, &set, nullptr, nullptr, &limit, &blocked.before); // expect-site: pselect offload
}

int main() {
  struct sigaction action = {};
  action.sa_handler = count;
  sigaction(SIGHUP, &action, nullptr);
  FILE *log = std::fopen("/dev/null", "w"); // a thread of the pool is there before the mask
  Blocked blocked;
  int pipes[2];
  if (pipe(pipes) != 0)
    return 1;
  kill(getpid(), SIGHUP);
  std::printf("%d\n", hangups);
  int ready = waitUntilReady(pipes[0], blocked);
  int error = errno;
  std::printf("%d %d %d\n", ready, error == EINTR, hangups);
  std::fclose(log);
}
