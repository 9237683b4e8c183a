// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <cerrno>
#include <coax/socket.hpp>
#include <coax/udp.hpp>

namespace coax {

namespace {

task<void> send_datagram(int fd, const void *bytes, std::size_t size, socket_address to) {
  const ::sockaddr *address = to.size() ? to.data() : nullptr;
  for (;;) {
    const ssize_t n = co_await coax::sendto(fd, bytes, size, MSG_NOSIGNAL, address, to.size());
    if (n >= 0)
      co_return;
    if (errno != EINTR)
      detail::throw_errno(errno, "send to " + to.text());
  }
}

// MSG_TRUNC yields the length that the datagram had. Source: recv(2).
task<datagram> receive_datagram(int fd, void *buffer, std::size_t size) {
  ::sockaddr_storage storage{};
  auto *address = reinterpret_cast<::sockaddr *>(&storage);
  for (;;) {
    ::socklen_t length = sizeof storage;
    const ssize_t n = co_await coax::recvfrom(fd, buffer, size, MSG_TRUNC, address, &length);
    if (n < 0 && errno != EINTR)
      detail::throw_errno(errno, "receive_from");
    if (n < 0)
      continue;
    const auto whole = static_cast<std::size_t>(n);
    datagram got;
    got.size = std::min(whole, size);
    got.truncated = whole > size;
    got.from = socket_address(address, length);
    co_return got;
  }
}

} // namespace

udp_socket udp_socket::bind(const std::string &host, std::uint16_t port) {
  const socket_address address = socket_address::ip(host, port);
  udp_socket socket(detail::open_socket(address.family(), SOCK_DGRAM));
  if (::bind(socket.fd(), address.data(), address.size()) < 0)
    detail::throw_errno(errno, "bind to " + address.text());
  return socket;
}

udp_socket udp_socket::connect(const socket_address &peer) {
  udp_socket socket(detail::open_socket(peer.family(), SOCK_DGRAM));
  if (::connect(socket.fd(), peer.data(), peer.size()) < 0)
    detail::throw_errno(errno, "connect to " + peer.text());
  return socket;
}

task<void> udp_socket::send_to(const void *bytes, std::size_t size, socket_address to) {
  return send_datagram(fd(), bytes, size, to);
}

task<void> udp_socket::send(const void *bytes, std::size_t size) {
  return send_datagram(fd(), bytes, size, socket_address());
}

task<datagram> udp_socket::receive_from(void *buffer, std::size_t size) {
  return receive_datagram(fd(), buffer, size);
}

} // namespace coax
