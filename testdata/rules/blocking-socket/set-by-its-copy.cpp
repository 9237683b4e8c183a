// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A descriptor that is put in non-blocking mode by the field that it was copied to.
#include <fcntl.h>
#include <sys/socket.h>

class Core {
public:
  bool establish(const sockaddr *address, socklen_t size) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    socket_ = fd;
    makeNonblocking();
    return connect(fd, address, size) == 0;
  }
  bool establishFirst(const sockaddr *address, socklen_t size) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    socket_ = fd;
    bool done = connect(fd, address, size) == 0; // expect-finding: blocking-socket
    makeNonblocking();
    return done;
  }

private:
  void makeNonblocking() { fcntl(socket_, F_SETFL, fcntl(socket_, F_GETFL) | O_NONBLOCK); }

  int socket_ = -1;
};
