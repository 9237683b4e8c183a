// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags and timeouts in local variables that are no constants: what they hold where the call is.
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <chrono>
#include <future>

char buffer[8];

void onlyInitialised(int fd) {
  int flags = MSG_PEEK | MSG_DONTWAIT;
  recv(fd, buffer, 8, flags);
  auto deduced = MSG_DONTWAIT | MSG_PEEK;
  recv(fd, buffer, 8, deduced);
  int none = MSG_PEEK;
  recv(fd, buffer, 8, none); // expect-finding: blocking-socket
}

void writtenBefore(int fd) {
  int flags = MSG_PEEK;
  recv(fd, buffer, 8, flags); // expect-finding: blocking-socket
  flags |= MSG_DONTWAIT;
  recv(fd, buffer, 8, flags);
  flags = 0;
  recv(fd, buffer, 8, flags); // expect-finding: blocking-socket
}

void onOneWay(int fd, bool patient) {
  int flags = MSG_DONTWAIT;
  if (patient)
    flags = 0;
  recv(fd, buffer, 8, flags); // expect-finding: blocking-socket
  recv(fd, buffer, 8, patient ? 0 : MSG_DONTWAIT); // expect-finding: blocking-socket
  recv(fd, buffer, 8, patient ? MSG_DONTWAIT : MSG_PEEK | MSG_DONTWAIT);
}

void inALoop(int fd) {
  int flags = MSG_DONTWAIT;
  for (int i = 0; i < 3; ++i) {
    recv(fd, buffer, 8, flags); // expect-finding: blocking-socket
    flags = 0;
  }
}

void inASwitch(int fd, int mode) {
  int flags = 0;
  switch (mode) {
  case 1:
    flags = MSG_DONTWAIT;
    break;
  case 2:
    recv(fd, buffer, 8, flags); // expect-finding: blocking-socket
  }
}

void fill(int &flags);

void handedOut(int fd) {
  int flags = MSG_DONTWAIT;
  fill(flags);
  recv(fd, buffer, 8, flags); // expect-finding: blocking-socket
  int other = MSG_DONTWAIT;
  auto later = [&other] { other = 0; };
  later();
  recv(fd, buffer, 8, other); // expect-finding: blocking-socket
}

void others(pid_t child, pollfd *polled, std::future<int> &answer) {
  int options = WNOHANG;
  waitpid(child, nullptr, options);
  int timeout = 0;
  poll(polled, 1, timeout);
  std::chrono::milliseconds none{0};
  answer.wait_for(none);
  std::chrono::milliseconds some{10};
  answer.wait_for(some); // expect-finding: blocking-wait
}
