// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Descriptors in non-blocking mode that go into other variables, into parameters and out of functions.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

char buffer[8];

// Into a parameter: all callers count.

static void greet(int fd) { send(fd, buffer, 8, 0); }
static void greet_twice(int fd) {
  greet(fd);
  greet(fd);
}
void greets() {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  greet(fd);
  greet_twice(fd);
}

static void dismiss(int fd) { send(fd, buffer, 8, 0); } // expect-finding: blocking-socket
void dismisses(int other) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  dismiss(fd);
  dismiss(other);
}

static void too_early(int fd) { send(fd, buffer, 8, 0); } // expect-finding: blocking-socket
void switches_afterwards() {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  too_early(fd);
  fcntl(fd, F_SETFL, O_NONBLOCK);
}

void stored_callback(int fd) { send(fd, buffer, 8, 0); } // expect-finding: blocking-socket
void (*callback)(int) = stored_callback;
void calls_it_too() {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  stored_callback(fd);
}

// Out of a function.

static int make() {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0)
    return -1;
  fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}
static int make_directly() { return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); }
static int make_either(bool wait) {
  if (wait)
    return socket(AF_INET, SOCK_STREAM, 0);
  return make();
}
void makes() {
  int fd = make();
  connect(fd, nullptr, 0);
  int direct = make_directly();
  connect(direct, nullptr, 0);
  int either = make_either(true);
  connect(either, nullptr, 0); // expect-finding: blocking-socket
}

// Into fields, by constructors.

class Connection {
public:
  Connection(int fd, int log) : fd_(fd), log_(log) {}
  void receive() { recv(fd_, buffer, 8, 0); }
  void write_log() { send(log_, buffer, 8, 0); } // expect-finding: blocking-socket
  int fd() const { return fd_; }

private:
  int fd_ = -1, log_ = -1;
};

void accepts(int listener, int log) {
  int fd = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK); // expect-finding: blocking-socket
  Connection connection(fd, log);
  connection.receive();
  connection.write_log();
  recv(connection.fd(), buffer, 8, 0);
}

struct Peer {
  int in, out;
};
void aggregate(int other) {
  Peer peer{make(), other};
  recv(peer.in, buffer, 8, 0);
  send(peer.out, buffer, 8, 0); // expect-finding: blocking-socket
}

// Both ends of a pair, and what is the other's name.

void pair() {
  int ends[2];
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends);
  send(ends[0], buffer, 8, 0);
  int first = ends[0];
  recv(first, buffer, 8, 0);
}

void chosen(bool wait, int other) {
  int fd = wait ? other : make_directly();
  recv(fd, buffer, 8, 0); // expect-finding: blocking-socket
}

class Reopened {
public:
  void open() { fd_ = make(); }
  void reopen() { fd_ = socket(AF_INET, SOCK_STREAM, 0); }
  void receive() { recv(fd_, buffer, 8, 0); } // expect-finding: blocking-socket

private:
  int fd_ = -1;
};
