// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A call that succeeds leaves errno as it was, whatever it tried before, and whatever other tasks did
// while it waited: programs set it to 0, read to the end, and look.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

static int readBlock(int fd, char *buffer, int size) {
  int done = 0;
  errno = 0;
  while (done < size) {
    const int n = read(fd, buffer + done, size - done);
    if (n > 0)
      done += n;
    else if (n == 0)
      break;
    else if (errno != EINTR)
      break;
    errno = 0;
  }
  return done;
}

static int writeBlock(int fd, const char *buffer, int size) {
  errno = 0;
  int n = write(fd, buffer, size);
  return errno ? -errno : n;
}

static void spoil(int times) {
  for (int i = 0; i < times; ++i) {
    close(-1);
    usleep(100);
  }
}

int main() {
  char path[] = "/tmp/coax-errno-XXXXXX", buffer[64] = {};
  int fd = mkstemp(path);
  std::printf("%d ", writeBlock(fd, "some text", 9));
  lseek(fd, 0, SEEK_SET);
  int n = readBlock(fd, buffer, sizeof buffer);
  std::printf("%d %d\n", n, errno);
  errno = ERANGE;
  ssize_t at = pread(fd, buffer, 64, 2);
  std::printf("%zd %d\n", at, errno);
  int ends[2], sockets[2];
  if (pipe(ends) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
    return 1;
  std::printf("%d %d ", writeBlock(ends[1], "abc", 3), writeBlock(sockets[0], "de", 2));
  close(ends[1]);
  std::thread other(spoil, 5);
  std::thread writer([&] {
    usleep(300);
    send(sockets[1], "late", 4, 0);
  });
  n = readBlock(ends[0], buffer, sizeof buffer);
  std::printf("%d %d\n", n, errno);
  errno = EDOM;
  ssize_t late = recv(sockets[0], buffer, sizeof buffer, 0);
  std::printf("%zd %d ", late, errno);
  usleep(200);
  std::printf("%d\n", errno);
  other.join();
  writer.join();
  close(fd);
  errno = 0;
  return unlink(path) == 0 ? errno : 2;
}
