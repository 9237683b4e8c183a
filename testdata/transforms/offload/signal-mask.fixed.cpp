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
#include <coax/coax.hpp>

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
static coax::task<int> waitUntilReady(int fd, const Blocked &blocked) {
  co_await coax::usleep(200);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(fd, &set);
  timespec limit{5, 0};
  co_return co_await coax::offload([&] { return pselect(fd + 1, &set, nullptr, nullptr, &limit, &blocked.before); }); // expect-site: pselect offload
}

coax::task<int> coax_main() {
  struct sigaction action = {};
  action.sa_handler = count;
  sigaction(SIGHUP, &action, nullptr);
  FILE *log = co_await coax::offload([&] { return std::fopen("/dev/null", "w"); }); // a thread of the pool is there before the mask
  Blocked blocked;
  int pipes[2];
  if (pipe(pipes) != 0)
    co_return 1;
  kill(getpid(), SIGHUP);
  std::printf("%d\n", hangups);
  int ready = co_await waitUntilReady(pipes[0], blocked);
  int error = errno;
  std::printf("%d %d %d\n", ready, error == EINTR, hangups);
  co_await coax::offload([&] { std::fclose(log); });
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
