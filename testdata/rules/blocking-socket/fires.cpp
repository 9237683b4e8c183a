#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

void serve(int listener) {
  int peer = accept(listener, nullptr, nullptr); // expect-finding: blocking-socket
  char buffer[16];
  recv(peer, buffer, sizeof buffer, 0); // expect-finding: blocking-socket
  send(peer, buffer, 1, 0);             // expect-finding: blocking-socket
}

void sometimes(int fd, char *buffer, bool quick) {
  int flags = 0;
  if (quick)
    flags |= MSG_DONTWAIT;
  recv(fd, buffer, 1, flags); // expect-finding: blocking-socket
}
