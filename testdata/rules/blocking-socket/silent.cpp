#include <poll.h>
#include <sys/socket.h>

void setUp(int fd, char *buffer) {
  int one = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  bind(fd, nullptr, 0);
  listen(fd, 16);
  recv(fd, buffer, 1, MSG_DONTWAIT);
  send(fd, buffer, 1, MSG_DONTWAIT | MSG_NOSIGNAL);
  pollfd ready{fd, POLLIN, 0};
  poll(&ready, 1, 0);
}
