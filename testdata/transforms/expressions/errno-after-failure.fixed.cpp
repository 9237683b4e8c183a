// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// errno after a call that failed, through awaits and returns, in one expression with the call.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> openMissing() { co_return co_await coax::open("/nonexistent/file", O_RDONLY); }

static int describe(const char *what, int result) {
  std::printf("%s %d %s\n", what, result, result < 0 ? std::strerror(errno) : "fine");
  return result;
}

coax::task<int> coax_main() {
  char byte;
  describe("read", co_await coax::read(-1, &byte, 1));
  errno = 0;
  if (const bool coax_condition1 = co_await openMissing() < 0 && errno == ENOENT; coax_condition1)
    std::printf("missing\n");
  int fd = co_await coax::open("/dev/null", O_RDONLY);
  if (const bool coax_condition2 = co_await coax::write(fd, "x", 1) < 0; coax_condition2)
    std::printf("write %s\n", std::strerror(errno));
  if (const bool coax_condition3 = co_await coax::recv(fd, &byte, 1, 0) == -1 && errno != EAGAIN; coax_condition3)
    std::printf("recv %s\n", std::strerror(errno));
  describe("close", close(fd));
  describe("close", close(fd));
  int ends[2];
  describe("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
  close(ends[1]);
  ssize_t n = co_await coax::send(ends[0], "x", 1, MSG_NOSIGNAL);
  int saved = errno;
  close(ends[0]);
  std::printf("%zd %s\n", n, std::strerror(saved));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
