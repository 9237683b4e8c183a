#include "async.h"

#include <sys/socket.h>
#include <unistd.h>

coax::task<int> echo(int fd) {
  char buffer[64];
  auto n = recv(fd, buffer, sizeof buffer, 0); // expect-finding: blocking-call-in-coroutine "'recv'"
  sleep(1); // expect-finding: blocking-call-in-coroutine "blocks the thread that runs coroutine 'echo(int)'"
  co_return static_cast<int>(n);
}
