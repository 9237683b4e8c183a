// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a program prints is read from a pipe, and a file goes to a socket without a copy.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int printed(const char *command, char *line, int size) {
  FILE *output = popen(command, "r"); // expect-site: popen await
  if (!output)
    return -1;
  if (!std::fgets(line, size, output))
    line[0] = 0;
  return pclose(output); // expect-site: pclose await
}

static ssize_t sendAll(int socket, int file, off_t from) {
  off_t offset = from;
  return sendfile(socket, file, &offset, 100); // expect-site: sendfile await
}

int main() {
  char line[64];
  int status = printed("echo hello; exit 3", line, sizeof line);
  std::printf("%d %s", WEXITSTATUS(status), line);
  std::FILE *file = std::tmpfile();
  std::fputs("0123456789", file);
  std::fflush(file);
  int ends[2];
  if (!file || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return 1;
  std::printf("%zd\n", sendAll(ends[0], fileno(file), 4));
  char got[16] = {};
  std::printf("%zd %s\n", recv(ends[1], got, sizeof got - 1, 0), got);
}
