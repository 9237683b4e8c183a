// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Descriptors in blocking mode that have something in common with others in non-blocking mode.
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

char buffer[8];

// The name.

void siblings(bool which) {
  if (which) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    recv(fd, buffer, 8, 0);
  } else {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    recv(fd, buffer, 8, 0); // expect-finding: blocking-socket
  }
}

static void take(int fd, char *to) { recv(fd, to, 8, 0); }
static void take(int fd, char *to, unsigned long size) {
  recv(fd, to, size, 0); // expect-finding: blocking-socket
}
void takes() {
  int quick = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int slow = socket(AF_INET, SOCK_STREAM, 0);
  take(quick, buffer);
  take(slow, buffer, 8);
}

// The variable, given another one later.

void again() {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  recv(fd, buffer, 8, 0);
  fd = socket(AF_INET, SOCK_STREAM, 0);
  recv(fd, buffer, 8, 0); // expect-finding: blocking-socket
}

static long first(int fd) {
  fd = accept(fd, nullptr, nullptr); // expect-finding: blocking-socket
  return recv(fd, buffer, 8, 0); // expect-finding: blocking-socket
}
void firsts() {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  first(listener);
}

void files() {
  FILE *file = fopen("/proc/meminfo", "r");
  fgets(buffer, 8, file);
  file = fopen("config", "r"); // expect-finding: blocking-file-io
  fgets(buffer, 8, file);      // expect-finding: blocking-file-io
}

// Put back.

static void connectInTime(int fd, const sockaddr *address) {
  int flags = fcntl(fd, F_GETFL, 0);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  connect(fd, address, sizeof *address); // expect-finding: blocking-socket
  fcntl(fd, F_SETFL, flags);
}
static void setMode(int fd, bool waits) { fcntl(fd, F_SETFL, waits ? 0 : O_NONBLOCK); }
static void setModeToo(int fd, int waits) {
  int mode = waits ? 0 : 1;
  ioctl(fd, FIONBIO, &mode);
}
void putBack(const sockaddr *address) {
  int saved = socket(AF_INET, SOCK_STREAM, 0);
  connectInTime(saved, address);
  recv(saved, buffer, 8, 0); // expect-finding: blocking-socket
  int cleared = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  fcntl(cleared, F_SETFL, 0);
  recv(cleared, buffer, 8, 0); // expect-finding: blocking-socket
  int either = socket(AF_INET, SOCK_STREAM, 0);
  setMode(either, true);
  recv(either, buffer, 8, 0); // expect-finding: blocking-socket
  int other = socket(AF_INET, SOCK_STREAM, 0);
  setModeToo(other, true);
  recv(other, buffer, 8, 0); // expect-finding: blocking-socket
}
