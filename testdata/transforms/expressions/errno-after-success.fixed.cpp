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
#include <coax/coax.hpp>

static coax::task<int> readBlock(int fd, char *buffer, int size) {
  int done = 0;
  errno = 0;
  while (done < size) {
    const int n = co_await coax::read(fd, buffer + done, size - done);
    if (n > 0)
      done += n;
    else if (n == 0)
      break;
    else if (errno != EINTR)
      break;
    errno = 0;
  }
  co_return done;
}

static coax::task<int> writeBlock(int fd, const char *buffer, int size) {
  errno = 0;
  int n = co_await coax::write(fd, buffer, size);
  co_return errno ? -errno : n;
}

static coax::task<void> spoil(int times) {
  for (int i = 0; i < times; ++i) {
    close(-1);
    co_await coax::usleep(100);
  }
}

coax::task<int> coax_main() {
  char path[] = "/tmp/coax-errno-XXXXXX", buffer[64] = {};
  int fd = co_await coax::offload([&] { return mkstemp(path); });
  std::printf("%d ", co_await writeBlock(fd, "some text", 9));
  lseek(fd, 0, SEEK_SET);
  int n = co_await readBlock(fd, buffer, sizeof buffer);
  std::printf("%d %d\n", n, errno);
  errno = ERANGE;
  ssize_t at = co_await coax::pread(fd, buffer, 64, 2);
  std::printf("%zd %d\n", at, errno);
  int ends[2], sockets[2];
  if (pipe(ends) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
    co_return 1;
  std::printf("%d %d ", co_await writeBlock(ends[1], "abc", 3), co_await writeBlock(sockets[0], "de", 2));
  close(ends[1]);
  auto other = coax::spawn(spoil, 5);
  auto writer = coax::spawn([&] () -> coax::task<void> {
    co_await coax::usleep(300);
    co_await coax::send(sockets[1], "late", 4, 0);
  });
  n = co_await readBlock(ends[0], buffer, sizeof buffer);
  std::printf("%d %d\n", n, errno);
  errno = EDOM;
  ssize_t late = co_await coax::recv(sockets[0], buffer, sizeof buffer, 0);
  std::printf("%zd %d ", late, errno);
  co_await coax::usleep(200);
  std::printf("%d\n", errno);
  co_await other.join();
  co_await writer.join();
  close(fd);
  errno = 0;
  co_return co_await coax::unlink(path) == 0 ? errno : 2;
}

int main() {
  return coax::run(coax_main());
}
