// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sockets.h"

#include "test.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace test {

namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

[[noreturn]] void fail(const std::string &what) {
  throw Failure(what + ": " + std::strerror(errno));
}

} // namespace

Fd &Fd::operator=(Fd &&other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Fd::~Fd() {
  if (fd_ >= 0)
    ::close(fd_);
}

Fd bindLoopback(bool listening, int port) {
  Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const sockaddr_in address = loopback(port);
  if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
    fail("bind");
  if (listening && ::listen(fd.get(), SOMAXCONN) != 0)
    fail("listen");
  return fd;
}

int portOf(const Fd &fd) {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  if (::getsockname(fd.get(), reinterpret_cast<sockaddr *>(&address), &length) != 0)
    fail("getsockname");
  return ntohs(address.sin_port);
}

Fd connectLoopback(int port) {
  Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = loopback(port);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
    fail("connect to port " + std::to_string(port));
  return fd;
}

Fd acceptOne(const Fd &listener) {
  return Fd(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
}

bool sendText(int fd, const std::string &text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t sent = ::send(fd, text.data() + done, text.size() - done, MSG_NOSIGNAL);
    if (sent < 0)
      return false;
    done += static_cast<std::size_t>(sent);
  }
  return true;
}

} // namespace test
