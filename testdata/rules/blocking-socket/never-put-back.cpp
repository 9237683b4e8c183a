// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nobody calls the function that would put the descriptor back in blocking mode.
#include <fcntl.h>
#include <sys/socket.h>

class Socket {
public:
  explicit Socket(int fd) : fd_(fd) { fcntl(fd_, F_SETFL, fcntl(fd_, F_GETFL) | O_NONBLOCK); }
  void setBlockingMode() { fcntl(fd_, F_SETFL, fcntl(fd_, F_GETFL) & ~O_NONBLOCK); }
  long receive(char *data) { return recv(fd_, data, 8, 0); }

private:
  int fd_;
};

class Switched {
public:
  explicit Switched(int fd) : fd_(fd) { fcntl(fd_, F_SETFL, fcntl(fd_, F_GETFL) | O_NONBLOCK); }
  void setBlockingMode() { fcntl(fd_, F_SETFL, fcntl(fd_, F_GETFL) & ~O_NONBLOCK); }
  long receive(char *data) { return recv(fd_, data, 8, 0); } // expect-finding: blocking-socket

private:
  int fd_;
};

int main() {
  char data[8];
  Socket socket(3);
  Switched switched(4);
  switched.setBlockingMode();
  return static_cast<int>(socket.receive(data) + switched.receive(data));
}
