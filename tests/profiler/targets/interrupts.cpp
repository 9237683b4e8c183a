// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks in many calls with a timeout of 0.2 s, each in a thread of its own, again and again for
// one second. Counts calls that came back early or with EINTR; that number is the exit status.
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

constexpr long timeoutNs = 200000000;
static std::atomic<int> disturbed{0};

static long now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

static void callNanosleep() {
  timespec time{0, timeoutNs};
  nanosleep(&time, nullptr);
}
static void callUsleep() { usleep(timeoutNs / 1000); }
static void callPoll() { poll(nullptr, 0, timeoutNs / 1000000); }
static void callEpoll() {
  static int epoll = epoll_create1(0);
  epoll_event event;
  epoll_wait(epoll, &event, 1, timeoutNs / 1000000);
}
static void callSelect() {
  timeval time{0, timeoutNs / 1000};
  select(0, nullptr, nullptr, nullptr, &time);
}
static void callRecv() {
  static int ends[2];
  static bool made = socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
  timeval time{0, timeoutNs / 1000};
  setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
  char byte;
  if (made)
    recv(ends[0], &byte, 1, 0);
}
static void callSem() {
  static sem_t empty;
  timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += timeoutNs;
  until.tv_sec += until.tv_nsec / 1000000000;
  until.tv_nsec %= 1000000000;
  sem_timedwait(&empty, &until);
}

static void repeat(void (*call)()) {
  for (int i = 0; i < 5; ++i) {
    errno = 0;
    long begin = now();
    call();
    constexpr long clockSlack = 5000000; // CLOCK_REALTIME and coarse timers
    if (errno == EINTR || now() - begin < timeoutNs - clockSlack)
      ++disturbed;
  }
}

int main() {
  std::vector<std::thread> threads;
  for (auto call : {callNanosleep, callUsleep, callPoll, callEpoll, callSelect, callRecv, callSem})
    threads.emplace_back(repeat, call);
  for (std::thread &thread : threads)
    thread.join();
  return disturbed;
}
