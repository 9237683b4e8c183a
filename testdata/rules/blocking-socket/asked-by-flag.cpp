// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What sets either mode, as it is asked, and descriptors that objects are made from.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

char buffer[8];

static void set_nonblocking(int fd, bool on) {
  int flags = fcntl(fd, F_GETFL, 0);
  fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

void asked() {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  set_nonblocking(fd, true);
  recv(fd, buffer, 8, 0);
}

static void set_blocking(int fd, bool on) {
  int flags = fcntl(fd, F_GETFL, 0);
  if (on)
    flags &= ~O_NONBLOCK;
  else
    flags |= O_NONBLOCK;
  fcntl(fd, F_SETFL, flags);
}

void askedForEither(bool wait) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  set_blocking(fd, false);
  set_blocking(fd, wait);
  recv(fd, buffer, 8, 0); // expect-finding: blocking-socket
}

static void put_back_blocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK); }

void theDescriptorIsNoFlag() {
  put_back_blocking(0);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  put_back_blocking(fd);
  recv(fd, buffer, 8, 0); // expect-finding: blocking-socket
}

class descriptor {
public:
  explicit descriptor(int fd) : fd_(fd) {}
  ~descriptor() { close(fd_); }
  int get() const { return fd_; }

private:
  int fd_;
};

void madeFromACall() {
  descriptor fd(socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0));
  recv(fd.get(), buffer, 8, 0);
}

class patient {
public:
  explicit patient(int fd) : fd_(fd) {}
  int get() const { return fd_; }

private:
  int fd_;
};

void madeFromEither() {
  patient quick(socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0));
  patient slow(socket(AF_INET, SOCK_DGRAM, 0));
  recv(slow.get(), buffer, 8, 0); // expect-finding: blocking-socket
}

void duplicated() {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  int same = dup(fd);
  recv(same, buffer, 8, 0);
  int other = dup(STDIN_FILENO);
  recv(other, buffer, 8, 0); // expect-finding: blocking-socket
}

enum class blocking { yes, no };

class chosen {
public:
  explicit chosen(int fd) : fd_(fd) {}
  bool setBlocking(blocking wanted) {
    int flags = fcntl(fd_, F_GETFL, 0);
    flags = wanted == blocking::yes ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    return fcntl(fd_, F_SETFL, flags) == 0;
  }
  int get() const { return fd_; }

private:
  int fd_;
};

void chosenOnce() {
  chosen fd(socket(AF_INET, SOCK_DGRAM, 0));
  fd.setBlocking(blocking::no);
  recv(fd.get(), buffer, 8, 0);
}

class changed {
public:
  explicit changed(int fd) : fd_(fd) {}
  bool setBlocking(blocking wanted) {
    int flags = fcntl(fd_, F_GETFL, 0);
    flags = wanted == blocking::yes ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    return fcntl(fd_, F_SETFL, flags) == 0;
  }
  int get() const { return fd_; }

private:
  int fd_;
};

void chosenTwice() {
  changed fd(socket(AF_INET, SOCK_DGRAM, 0));
  fd.setBlocking(blocking::no);
  fd.setBlocking(blocking::yes);
  recv(fd.get(), buffer, 8, 0); // expect-finding: blocking-socket
}
