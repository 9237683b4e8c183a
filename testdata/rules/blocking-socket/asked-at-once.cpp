// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// select() and its like with a timeout that is zero.
#include <poll.h>
#include <sys/select.h>
#include <time.h>

bool asks(int fd, fd_set &set) {
  timeval none{0, 0};
  timeval nothing = {};
  timeval assigned;
  assigned.tv_sec = 0;
  assigned.tv_usec = 0;
  timespec fine{0, 0};
  pollfd one{fd, POLLIN, 0};
  return select(fd + 1, &set, nullptr, nullptr, &none) > 0 ||
         select(fd + 1, &set, nullptr, nullptr, &nothing) > 0 ||
         select(fd + 1, &set, nullptr, nullptr, &assigned) > 0 ||
         pselect(fd + 1, &set, nullptr, nullptr, &fine, nullptr) > 0 ||
         ppoll(&one, 1, &fine, nullptr) > 0;
}

void prepare(timeval *timeout);

bool waits(int fd, fd_set &set, int microseconds) {
  timeval later{0, 0};
  later.tv_usec = microseconds;
  timeval soon{1, 0};
  timeval prepared{0, 0};
  prepare(&prepared);
  return select(fd + 1, &set, nullptr, nullptr, &later) > 0 || // expect-finding: blocking-socket
         select(fd + 1, &set, nullptr, nullptr, &soon) > 0 || // expect-finding: blocking-socket
         select(fd + 1, &set, nullptr, nullptr, &prepared) > 0 || // expect-finding: blocking-socket
         select(fd + 1, &set, nullptr, nullptr, nullptr) > 0; // expect-finding: blocking-socket
}
