// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TCP for new code: tcp_stream and tcp_listener. Migrated code keeps its descriptors: socket.hpp.
#pragma once

#include <coax/stream_socket.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace coax {

/// A TCP connection. Sends small writes at once (TCP_NODELAY), as asyncio's do.
class tcp_stream : public stream_socket {
public:
  using stream_socket::stream_socket;

  /// Connects to a host, by name or in digits: "happy eyeballs". The addresses of both families are
  /// tried in turn, each 250 ms after the one before or as soon as that has failed; the first that
  /// connects is taken, the others are given up. Throws std::system_error: the error of the first
  /// address when all fail, or that of resolve(). For a limit use timeout(). Source: RFC 8305.
  static task<tcp_stream> connect(std::string host, std::uint16_t port);
  /// The same with addresses, tried in this order.
  static task<tcp_stream> connect(std::vector<socket_address> addresses);

  /// Whether small writes are sent at once.
  void set_no_delay(bool on);
};

/// A listening TCP socket.
class tcp_listener : public socket_owner {
public:
  /// Listens at a numeric address ("0.0.0.0" and "::" for all), port 0 for a free one. At most
  /// `backlog` connections wait to be accepted. Throws std::system_error.
  static tcp_listener bind(const std::string &host, std::uint16_t port, int backlog = 4096);

  /// The same with SO_REUSEPORT: several listeners of this user, one a loop, share the port, and
  /// the kernel spreads the connections over them. Port 0 gives the first one a port for the
  /// others.
  static tcp_listener bind_shared(const std::string &host, std::uint16_t port, int backlog = 4096);

  /// Waits for the next connection. Several tasks may wait. Throws std::system_error, such as
  /// EMFILE.
  task<tcp_stream> accept();

private:
  using socket_owner::socket_owner;
};

namespace detail {

/// RFC 8305, 4: the families take turns, beginning with that of the first address.
std::vector<socket_address> alternate_families(const std::vector<socket_address> &addresses);
/// The attempts of connect(), `stagger_ns` nanoseconds apart.
task<tcp_stream> connect_staggered(std::vector<socket_address> addresses, std::int64_t stagger_ns);

} // namespace detail
} // namespace coax
