// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The descriptor of a reactor: a channel gives it to a callback, which makes a connection, which
// makes a channel of it.
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

class channel {
public:
  explicit channel(int fd) : fd_(fd) {}
  int fd() const { return fd_; }

private:
  const int fd_;
};

class connection {
public:
  explicit connection(int fd) : channel_(new channel(fd)), fd_(fd) {}
  void send(const void *bytes, unsigned size) { ::send(fd_, bytes, size, 0); }
  int get(void *bytes, unsigned size) { return ::recv(channel_->fd(), bytes, size, 0); }

private:
  std::unique_ptr<channel> channel_;
  int fd_;
};

class connector {
public:
  std::function<void(int)> connected;
  void connect() { wait(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)); }
  void wait(int fd) { channel_ = std::make_shared<channel>(fd); }
  void writable() { connected(take()); }

private:
  int take() {
    int fd = channel_->fd();
    channel_.reset();
    return fd;
  }
  std::shared_ptr<channel> channel_;
};

// The same, but the socket waits.
class slow_channel {
public:
  explicit slow_channel(int fd) : fd_(fd) {}
  int fd() const { return fd_; }

private:
  const int fd_;
};

class slow_connection {
public:
  explicit slow_connection(int fd) : channel_(new slow_channel(fd)) {}
  int get(void *bytes, unsigned size) {
    return ::recv(channel_->fd(), bytes, size, 0); // expect-finding: blocking-socket
  }

private:
  std::unique_ptr<slow_channel> channel_;
};

class slow_connector {
public:
  std::function<void(int)> connected;
  void connect(bool now) {
    wait(::socket(AF_INET, now ? SOCK_STREAM | SOCK_NONBLOCK : SOCK_STREAM, 0));
  }
  void connect() { wait(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)); }
  void wait(int fd) { channel_ = std::make_shared<slow_channel>(fd); }
  void writable() { connected(channel_->fd()); }

private:
  std::shared_ptr<slow_channel> channel_;
};

int main(int, char **arguments) {
  std::unique_ptr<connection> made;
  connector c;
  c.connected = [&](int fd) { made = std::make_unique<connection>(fd); };
  c.connect();
  c.writable();
  made->send("x", 1);
  char byte = 0;
  int got = made->get(&byte, 1);

  std::unique_ptr<slow_connection> slow;
  slow_connector s;
  s.connected = [&](int fd) { slow = std::make_unique<slow_connection>(fd); };
  s.connect();
  s.connect(arguments[1] != nullptr);
  s.writable();
  return got + slow->get(&byte, 1);
}
