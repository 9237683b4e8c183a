// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Awaits in the conditions of loops, and in both parts of && and ||.
#include <cstdio>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

static std::string readAll(int fd) {
  std::string all;
  char part[4];
  ssize_t n;
  while ((n = recv(fd, part, sizeof part, 0)) > 0)
    all.append(part, n);
  return all;
}

static bool writeAll(int fd, const std::string &text) {
  std::size_t done = 0;
  while (done < text.size()) {
    ssize_t n = send(fd, text.data() + done, text.size() - done, 0);
    if (n <= 0)
      return false;
    done += n;
  }
  return true;
}

int main() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return 1;
  bool good = writeAll(ends[0], "hello, ") && writeAll(ends[0], "world") &&
              (shutdown(ends[0], SHUT_WR) == 0 || writeAll(ends[0], "never"));
  std::printf("%d %s\n", good, readAll(ends[1]).c_str());
  char byte;
  do
    std::printf("end\n");
  while (read(ends[1], &byte, 1) > 0);
  for (int i = 0; i < 3 && !writeAll(ends[1], "x"); i += writeAll(ends[1], ""))
    std::printf("not here\n");
  close(ends[0]);
  close(ends[1]);
}
