// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Descriptors in non-blocking mode, followed from where the mode is set to where they are used.
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

char buffer[8];

// In one function.

void made_in_that_mode() {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  connect(fd, nullptr, 0);
  int blocking = socket(AF_INET, SOCK_STREAM, 0);
  connect(blocking, nullptr, 0); // expect-finding: blocking-socket
  int peer;
  peer = accept4(blocking, nullptr, nullptr, SOCK_NONBLOCK); // expect-finding: blocking-socket
  recv(peer, buffer, 8, 0);
  if ((peer = accept4(fd, nullptr, nullptr, 0)) < 0)
    return;
  int events = eventfd(0, EFD_NONBLOCK);
  read(events, buffer, 8);
}

void switched(int fd) {
  send(fd, buffer, 8, 0); // expect-finding: blocking-socket
  fcntl(fd, F_SETFL, O_NONBLOCK);
  send(fd, buffer, 8, 0);
  writev(fd, nullptr, 0);
}

void switched_with_a_variable(int fd) {
  int flags = fcntl(fd, F_GETFL, 0);
  flags |= O_NONBLOCK;
  fcntl(fd, F_SETFL, flags);
  recvfrom(fd, buffer, 8, 0, nullptr, nullptr);
}

void switched_by_ioctl(int fd) {
  int on = 1;
  ioctl(fd, FIONBIO, &on);
  recvmsg(fd, nullptr, 0);
}

void switched_back(int fd) {
  int flags = fcntl(fd, F_GETFL);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  connect(fd, nullptr, 0); // expect-finding: blocking-socket
  fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
  recv(fd, buffer, 8, 0); // expect-finding: blocking-socket
}

void another_one(int fd, int other) {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  recv(other, buffer, 8, 0); // expect-finding: blocking-socket
  accept(fd, nullptr, nullptr);
}

// Through a function.

void make_nonblocking(int fd) {
  int flags = fcntl(fd, F_GETFL, 0);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}
void make_nonblocking_too(int *fd) { make_nonblocking(*fd); }
void set_mode(int fd, bool blocking) {
  int flags = fcntl(fd, F_GETFL, 0);
  fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

void handed_over() {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  make_nonblocking_too(&fd);
  connect(fd, nullptr, 0);
  int unknown = socket(AF_INET, SOCK_STREAM, 0);
  set_mode(unknown, false);
  connect(unknown, nullptr, 0); // expect-finding: blocking-socket
}

// In one class.

class Connection {
public:
  explicit Connection(int fd) : fd_(fd), log_(fd) { make_nonblocking(fd_); }
  void receive() { recv(fd_, buffer, 8, 0); }
  void write_log() { send(this->log_, buffer, 8, 0); } // expect-finding: blocking-socket

private:
  int fd_, log_;
};

class Listener {
public:
  Listener() : fd_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {}
  void serve() {
    accept(fd_, nullptr, nullptr);
    peer_ = accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK);
  }
  void answer() { send(peer_, buffer, 8, 0); }

private:
  int fd_, peer_ = -1;
};

struct plain {
  int sock;
};
void prepare(struct plain *p) { fcntl(p->sock, F_SETFL, O_NONBLOCK); }
void use(struct plain *p) { recv(p->sock, buffer, 8, 0); }
