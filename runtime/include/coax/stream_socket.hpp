// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What tcp_stream, unix_stream and the listeners have in common: an owned descriptor.
//
// Failures of the system are thrown as std::system_error with the errno value. A signal handler
// does not end an operation. Operations of one task may read while those of another write.
#pragma once

#include <coax/descriptor_owner.hpp>
#include <coax/socket_address.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace coax {

/// Thrown by read_exactly() when the peer has ended its side before.
class end_of_stream : public std::runtime_error {
public:
  end_of_stream() : std::runtime_error("end of stream") {}
};

/// Owns the descriptor of a socket, which must not be non-blocking: see socket.hpp.
class socket_owner : public descriptor_owner {
public:
  using descriptor_owner::descriptor_owner;

  socket_address local_address() const;
};

/// A connected socket that carries bytes in order.
class stream_socket : public socket_owner {
public:
  using socket_owner::socket_owner;

  /// Waits for bytes and reads up to `size` of them, at least one; 0 when the peer has ended its
  /// side.
  task<std::size_t> read(void *buffer, std::size_t size);
  /// Reads `size` bytes. Throws end_of_stream if there are fewer.
  task<void> read_exactly(void *buffer, std::size_t size);
  /// Returns when everything is queued. A peer that is gone is EPIPE or ECONNRESET, never a signal.
  /// When it is cancelled a part may have been sent.
  task<void> write(const void *bytes, std::size_t size);
  task<void> write(std::string_view text) { return write(text.data(), text.size()); }
  /// Ends this side: the peer reads to the end. Reading goes on.
  void shutdown_write();

  socket_address peer_address() const;
};

namespace detail {

/// socket(2) with SOCK_CLOEXEC. Throws.
int open_socket(int family, int type);
/// A listening socket; SO_REUSEADDR for internet addresses. Throws.
int open_listener(const socket_address &address, int backlog, bool shares_port = false);
/// One connection, waited for; those that were aborted meanwhile are skipped. Throws.
task<int> accept_one(int fd);

} // namespace detail
} // namespace coax
