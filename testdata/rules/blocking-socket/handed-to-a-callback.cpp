// What an acceptor takes goes through a callback that it keeps, as in servers around a loop.
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

class Socket {
public:
  explicit Socket(int fd) : fd_(fd) {}
  int fd() const { return fd_; }
  int accept() { return accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK); }

private:
  int fd_;
};

class Acceptor {
public:
  Acceptor() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {}
  void onConnection(std::function<void(int)> taken) { taken_ = std::move(taken); }
  void onReadable() {
    const int connection = socket_.accept();
    if (connection >= 0)
      taken_(connection);
  }

private:
  Socket socket_;
  std::function<void(int)> taken_;
};

class Connection {
public:
  explicit Connection(int fd) : socket_(new Socket(fd)) {}
  void onReadable() {
    char buffer[64];
    const auto size = read(socket_->fd(), buffer, sizeof buffer);
    if (size > 0)
      write(socket_->fd(), buffer, static_cast<std::size_t>(size));
  }

private:
  std::unique_ptr<Socket> socket_;
};

class Server {
public:
  Server() {
    lambda_.onConnection([this](int fd) { take(fd); });
    bound_.onConnection(std::bind(&Server::take, this, std::placeholders::_1));
  }
  void onReadable() {
    lambda_.onReadable();
    bound_.onReadable();
    for (const auto &connection : connections_)
      connection->onReadable();
  }

private:
  void take(int fd) { connections_.push_back(std::make_shared<Connection>(fd)); }

  Acceptor lambda_, bound_;
  std::vector<std::shared_ptr<Connection>> connections_;
};

class BlockingAcceptor {
public:
  void onConnection(std::function<void(long)> taken) { taken_ = std::move(taken); }
  void run(int listening) {
    taken_(accept(listening, nullptr, nullptr)); // expect-finding: blocking-socket
  }

private:
  std::function<void(long)> taken_;
};

void serve(BlockingAcceptor &acceptor, int listening) {
  acceptor.onConnection([](long fd) {
    char byte;
    recv(static_cast<int>(fd), &byte, 1, 0); // expect-finding: blocking-socket
  });
  acceptor.run(listening);
}

int main() {
  Server server;
  server.onReadable();
  BlockingAcceptor acceptor;
  serve(acceptor, 0);
}
