// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addresses of sockets as values, and names made into them.
#pragma once

#include <coax/task.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <system_error>
#include <vector>

namespace coax {

/// An IPv4, IPv6 or unix address. Copyable; 136 bytes.
class socket_address {
public:
  /// No address; family() is AF_UNSPEC.
  socket_address() noexcept = default;
  /// A copy of what the system calls use. Throws std::length_error for more than sockaddr_storage.
  socket_address(const ::sockaddr *address, ::socklen_t size);

  /// From digits: "127.0.0.1", "::1", "fe80::1%eth0". No name is looked up; throws
  /// std::invalid_argument for one.
  static socket_address ip(const std::string &host, std::uint16_t port);
  /// A path, or with a leading null character an abstract name. Source: unix(7). Throws
  /// std::length_error when it does not fit (107 bytes).
  static socket_address unix_path(std::string_view path);

  int family() const noexcept { return storage_.ss_family; }
  /// In digits; the path of a unix address, empty for an unnamed one.
  std::string host() const;
  /// 0 for a unix address.
  std::uint16_t port() const noexcept;
  /// "127.0.0.1:80", "[::1]:80", or the path.
  std::string text() const;

  const ::sockaddr *data() const noexcept {
    return reinterpret_cast<const ::sockaddr *>(&storage_);
  }
  ::socklen_t size() const noexcept { return size_; }
  friend bool operator==(const socket_address &a, const socket_address &b) noexcept;

private:
  ::sockaddr_storage storage_{};
  ::socklen_t size_ = 0;
};

/// The errors of getaddrinfo(3): values are EAI_ codes.
const std::error_category &resolve_category() noexcept;

/// The addresses of a host for TCP and UDP, in the order in which they are to be tried (RFC 6724):
/// at least one. Numeric hosts are converted on the spot, names looked up by the rules of the
/// system on threads of their own. Throws std::system_error of resolve_category() or of the system.
task<std::vector<socket_address>> resolve(std::string host, std::uint16_t port);

} // namespace coax
