/* C units are scanned like any other. */
#include <sys/socket.h>

int answer(int peer) {
  char byte;
  return (int)recv(peer, &byte, 1, 0); // expect-finding: blocking-socket
}
