// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// errno after a call that failed, through awaits and returns, in one expression with the call.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

static int openMissing() { return open("/nonexistent/file", O_RDONLY); }

static int describe(const char *what, int result) {
  std::printf("%s %d %s\n", what, result, result < 0 ? std::strerror(errno) : "fine");
  return result;
}

int main() {
  char byte;
  describe("read", read(-1, &byte, 1));
  errno = 0;
  if (openMissing() < 0 && errno == ENOENT)
    std::printf("missing\n");
  int fd = open("/dev/null", O_RDONLY);
  if (write(fd, "x", 1) < 0)
    std::printf("write %s\n", std::strerror(errno));
  if (recv(fd, &byte, 1, 0) == -1 && errno != EAGAIN)
    std::printf("recv %s\n", std::strerror(errno));
  describe("close", close(fd));
  describe("close", close(fd));
  int ends[2];
  describe("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
  close(ends[1]);
  ssize_t n = send(ends[0], "x", 1, MSG_NOSIGNAL);
  int saved = errno;
  close(ends[0]);
  std::printf("%zd %s\n", n, std::strerror(saved));
}
