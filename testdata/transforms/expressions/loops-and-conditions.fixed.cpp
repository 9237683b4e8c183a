// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Awaits in the conditions of loops, and in both parts of && and ||.
#include <cstdio>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<std::string> readAll(int fd) {
  std::string all;
  char part[4];
  ssize_t n;
  while ((n = co_await coax::recv(fd, part, sizeof part, 0)) > 0)
    all.append(part, n);
  co_return all;
}

static coax::task<bool> writeAll(int fd, const std::string &text) {
  std::size_t done = 0;
  while (done < text.size()) {
    ssize_t n = co_await coax::send(fd, text.data() + done, text.size() - done, 0);
    if (n <= 0)
      co_return false;
    done += n;
  }
  co_return true;
}

coax::task<int> coax_main() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    co_return 1;
  bool good = co_await writeAll(ends[0], "hello, ") && co_await writeAll(ends[0], "world") &&
              (shutdown(ends[0], SHUT_WR) == 0 || co_await writeAll(ends[0], "never"));
  std::printf("%d %s\n", good, (co_await readAll(ends[1])).c_str());
  char byte;
  do
    std::printf("end\n");
  while (co_await coax::read(ends[1], &byte, 1) > 0);
  for (int i = 0; [[maybe_unused]] const bool coax_condition1 = i < 3 && !co_await writeAll(ends[1], "x"); i += co_await writeAll(ends[1], ""))
    std::printf("not here\n");
  close(ends[0]);
  close(ends[1]);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
