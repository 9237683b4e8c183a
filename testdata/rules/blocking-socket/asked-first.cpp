// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What has arrived already is read at once. Not seen yet: the rule does not look at the amount.
#include <sys/ioctl.h>
#include <sys/socket.h>

long drain(int fd, char *buffer, int size) {
  int available = 0;
  ioctl(fd, FIONREAD, &available);
  if (available == 0 || available > size)
    return 0;
  return recv(fd, buffer, static_cast<unsigned long>(available), 0); // known-false-alarm: blocking-socket
}
