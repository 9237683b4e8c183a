// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <coax/socket.hpp>
#include <coax/stream_socket.hpp>
#include <sys/socket.h>

namespace coax {

namespace {

using name_call = int (*)(int, ::sockaddr *, ::socklen_t *);

socket_address address_by(name_call call, int fd, const char *what) {
  ::sockaddr_storage storage{};
  ::socklen_t size = sizeof storage;
  auto *address = reinterpret_cast<::sockaddr *>(&storage);
  if (call(fd, address, &size) < 0)
    detail::throw_errno(errno, what);
  return socket_address(address, size);
}

// A signal ends none of these.

task<std::size_t> read_some(int fd, void *buffer, std::size_t size) {
  for (;;) {
    const ssize_t n = co_await coax::recv(fd, buffer, size, 0);
    if (n >= 0)
      co_return static_cast<std::size_t>(n);
    if (errno != EINTR)
      detail::throw_errno(errno, "read");
  }
}

task<void> read_all(int fd, void *buffer, std::size_t size) {
  auto *at = static_cast<char *>(buffer);
  while (size > 0) {
    const ssize_t n = co_await coax::recv(fd, at, size, MSG_WAITALL);
    if (n == 0)
      throw end_of_stream();
    if (n < 0 && errno != EINTR)
      detail::throw_errno(errno, "read_exactly");
    if (n > 0) {
      at += n;
      size -= static_cast<std::size_t>(n);
    }
  }
}

task<void> write_all(int fd, const void *bytes, std::size_t size) {
  const auto *at = static_cast<const char *>(bytes);
  while (size > 0) {
    const ssize_t n = co_await coax::send(fd, at, size, MSG_NOSIGNAL);
    if (n < 0 && errno != EINTR)
      detail::throw_errno(errno, "write");
    if (n > 0) {
      at += n;
      size -= static_cast<std::size_t>(n);
    }
  }
}

} // namespace

socket_address socket_owner::local_address() const {
  return address_by(&::getsockname, fd(), "local_address");
}

socket_address stream_socket::peer_address() const {
  return address_by(&::getpeername, fd(), "peer_address");
}

task<std::size_t> stream_socket::read(void *buffer, std::size_t size) {
  return read_some(fd(), buffer, size);
}

task<void> stream_socket::read_exactly(void *buffer, std::size_t size) {
  return read_all(fd(), buffer, size);
}

task<void> stream_socket::write(const void *bytes, std::size_t size) {
  return write_all(fd(), bytes, size);
}

void stream_socket::shutdown_write() {
  if (::shutdown(fd(), SHUT_WR) < 0)
    detail::throw_errno(errno, "shutdown_write");
}

int detail::open_socket(int family, int type) {
  const int fd = ::socket(family, type | SOCK_CLOEXEC, 0);
  if (fd < 0)
    throw_errno(errno, "socket");
  return fd;
}

int detail::open_listener(const socket_address &address, int backlog, bool shares_port) {
  socket_owner listener(open_socket(address.family(), SOCK_STREAM));
  const int on = 1;
  if (address.family() != AF_UNIX)
    ::setsockopt(listener.fd(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (shares_port)
    ::setsockopt(listener.fd(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (::bind(listener.fd(), address.data(), address.size()) < 0 ||
      ::listen(listener.fd(), backlog) < 0)
    throw_errno(errno, "listen at " + address.text());
  return listener.release();
}

task<int> detail::accept_one(int fd) {
  for (;;) {
    const int connection = co_await coax::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0)
      co_return connection;
    if (errno != EINTR && errno != ECONNABORTED)
      throw_errno(errno, "accept");
  }
}

} // namespace coax
