// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One thread for each way to block, named after it, four calls deep: outer → middle → inner →
// block_NAME → the library. Stays blocked until it is killed.
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <future>
#include <mutex>
#include <poll.h>
#include <semaphore.h>
#include <string>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#define KEEP __attribute__((noinline))

volatile int sink;
static std::mutex locked, waiting;
static std::condition_variable never;
static sem_t empty;

KEEP static int block_nanosleep(int n) {
  timespec time{100, 0};
  nanosleep(&time, nullptr);
  return n + sink;
}
KEEP static int block_sleep(int n) {
  sleep(100);
  return n + sink;
}
KEEP static int block_sleep_for(int n) {
  std::this_thread::sleep_for(std::chrono::seconds(100));
  return n + sink;
}
KEEP static int block_read(int n) {
  int ends[2];
  char byte;
  if (pipe(ends) != 0)
    return 0;
  return n + static_cast<int>(read(ends[0], &byte, 1));
}
KEEP static int block_mutex(int n) {
  locked.lock();
  locked.unlock();
  return n + sink;
}
KEEP static int block_condition(int n) {
  std::unique_lock<std::mutex> lock(waiting);
  never.wait(lock, [] { return sink == 77; });
  return n + sink;
}
KEEP static int block_poll(int n) { return n + poll(nullptr, 0, 100000); }
KEEP static int block_epoll(int n) {
  epoll_event event;
  return n + epoll_wait(epoll_create1(0), &event, 1, 100000);
}
KEEP static int block_recv(int n) {
  int ends[2];
  char byte;
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  return n + static_cast<int>(recv(ends[0], &byte, 1, 0));
}
/// Ends in a jump when it is optimised: the stack has no frame of it.
KEEP static long tail_recv(int fd, char *byte) { return recv(fd, byte, 1, 0); }
KEEP static int block_tail(int n) {
  int ends[2];
  char byte;
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  return n + static_cast<int>(tail_recv(ends[0], &byte));
}
KEEP static int block_select(int n) {
  timeval time{100, 0};
  return n + select(0, nullptr, nullptr, nullptr, &time);
}
KEEP static int block_sem(int n) { return n + sem_wait(&empty); }
KEEP static int block_future(int n) {
  std::promise<int> promise;
  return n + promise.get_future().get();
}
KEEP static int block_fgets(int n) {
  int ends[2];
  char line[16];
  if (pipe(ends) != 0)
    return 0;
  return n + (fgets(line, sizeof line, fdopen(ends[0], "r")) != nullptr);
}
KEEP static int block_waitpid(int n) {
  pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;)
      pause();
  }
  return n + waitpid(child, nullptr, 0);
}
KEEP static int block_join(int n) {
  std::thread other([] {
    prctl(PR_SET_NAME, "joined");
    block_nanosleep(1);
  });
  other.join();
  return n + sink;
}
KEEP static int block_alloca(int n) {
  char *bytes = static_cast<char *>(__builtin_alloca(64 + static_cast<unsigned>(n) * 16));
  memset(bytes, n, 64);
  timespec time{100, 0};
  nanosleep(&time, nullptr);
  return bytes[n] + sink;
}
/// A big frame: further away than one copy of the stack.
KEEP static int block_deep(int n) {
  volatile char bytes[40000];
  bytes[0] = bytes[39999] = static_cast<char>(n);
  timespec time{100, 0};
  nanosleep(&time, nullptr);
  return bytes[0] + bytes[39999];
}

KEEP static int inner(int (*block)(int), int n) {
  int result = block(n + 1);
  return result * 2 + sink;
}
KEEP static int middle(int (*block)(int), int n) {
  std::string text(static_cast<unsigned>(n), 'x');
  int result = inner(block, n + static_cast<int>(text.size()));
  return result + text[0];
}
KEEP static int outer(int (*block)(int), int n) {
  int result = middle(block, n);
  return result ^ sink;
}

int main() {
  locked.lock();
  sem_init(&empty, 0, 0);
  static const struct {
    const char *name;
    int (*block)(int);
  } ways[] = {
      {"nanosleep", block_nanosleep}, {"sleep", block_sleep},     {"sleep_for", block_sleep_for},
      {"read", block_read},           {"mutex", block_mutex},     {"condition", block_condition},
      {"poll", block_poll},           {"epoll", block_epoll},     {"recv", block_recv},
      {"select", block_select},       {"sem", block_sem},         {"future", block_future},
      {"fgets", block_fgets},         {"waitpid", block_waitpid}, {"join", block_join},
      {"alloca", block_alloca},       {"tail", block_tail},       {"deep", block_deep}};
  std::vector<std::thread> threads;
  for (const auto &way : ways)
    threads.emplace_back([&way] {
      prctl(PR_SET_NAME, way.name);
      sink = sink + outer(way.block, 2);
    });
  for (std::thread &thread : threads)
    thread.join();
}
