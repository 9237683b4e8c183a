// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// UDP for new code.
#pragma once

#include <coax/stream_socket.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coax {

/// What udp_socket::receive_from() found.
struct datagram {
  std::size_t size = 0;   ///< bytes in the buffer
  bool truncated = false; ///< the buffer was too small; the rest is lost
  socket_address from;
};

/// Sends and receives datagrams. Failures are thrown as std::system_error.
class udp_socket : public socket_owner {
public:
  /// Bound to a numeric address, port 0 for a free one.
  static udp_socket bind(const std::string &host, std::uint16_t port);
  /// Bound to a free port of the right family and connected: it receives from `peer` only, and a
  /// peer that refuses is ECONNREFUSED at a later call.
  static udp_socket connect(const socket_address &peer);

  /// Sends one datagram. EMSGSIZE when it is too large for one.
  task<void> send_to(const void *bytes, std::size_t size, socket_address to);
  task<void> send_to(std::string_view text, const socket_address &to) {
    return send_to(text.data(), text.size(), to);
  }
  /// The same to the peer of a connected socket.
  task<void> send(const void *bytes, std::size_t size);
  task<void> send(std::string_view text) { return send(text.data(), text.size()); }

  /// Waits for one datagram, which may be empty.
  task<datagram> receive_from(void *buffer, std::size_t size);

private:
  using socket_owner::socket_owner;
};

} // namespace coax
