// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a program prints is read from a pipe, and a file goes to a socket without a copy.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> printed(const char *command, char *line, int size) {
  FILE *output = co_await coax::popen(command, "r"); // expect-site: popen await
  if (!output)
    co_return -1;
  if (const bool coax_condition1 = !co_await coax::offload([&] { return std::fgets(line, size, output); }); coax_condition1)
    line[0] = 0;
  co_return co_await coax::pclose(output); // expect-site: pclose await
}

static coax::task<ssize_t> sendAll(int socket, int file, off_t from) {
  off_t offset = from;
  co_return co_await coax::sendfile(socket, file, &offset, 100); // expect-site: sendfile await
}

coax::task<int> coax_main() {
  char line[64];
  int status = co_await printed("echo hello; exit 3", line, sizeof line);
  std::printf("%d %s", WEXITSTATUS(status), line);
  std::FILE *file = co_await coax::offload([&] { return std::tmpfile(); });
  co_await coax::offload([&] {
    std::fputs("0123456789", file);
    std::fflush(file);
  });
  int ends[2];
  if (!file || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    co_return 1;
  std::printf("%zd\n", co_await sendAll(ends[0], fileno(file), 4));
  char got[16] = {};
  std::printf("%zd %s\n", co_await coax::recv(ends[1], got, sizeof got - 1, 0), got);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
