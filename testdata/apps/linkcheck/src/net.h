// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Thin wrappers over the socket calls.
#pragma once

#include "unique_fd.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/socket.h>
#include <vector>

namespace linkcheck {

/// One address that a host name resolved to.
struct Endpoint {
  sockaddr_storage address{};
  socklen_t length = 0;
};

/// \throws std::system_error made of \c errno.
[[noreturn]] void throwErrno(const std::string &what);

/// A listening TCP socket. \p port 0 takes any free one. \throws std::system_error
UniqueFd listenOn(const std::string &address, std::uint16_t port, int backlog = SOMAXCONN);

/// The local port of a bound socket.
std::uint16_t boundPort(int fd);

/// Connects to the first of \p endpoints that answers.
/// \throws std::system_error with the last failure if none does.
UniqueFd connectToAny(const std::vector<Endpoint> &endpoints);

/// Sends everything; never raises SIGPIPE. \throws std::system_error if the peer is gone.
void sendAll(int fd, const char *data, std::size_t size);
void sendAll(int fd, const std::string &text);

/// False if nothing came (and the peer did not hang up) within \p timeout.
bool waitReadable(int fd, std::chrono::milliseconds timeout);

/// Splits what a peer sends into lines. Does not own the descriptor.
class LineReader {
public:
  explicit LineReader(int fd, std::size_t maxLine = 4096) : fd_(fd), maxLine_(maxLine) {}

  /// Stores the next line, without its end, in \p line. False when the peer has finished.
  /// \throws std::length_error for a line over the limit, std::system_error if the read fails.
  bool next(std::string &line);

private:
  bool fill();

  int fd_;
  std::size_t maxLine_;
  std::string buffer_;
};

} // namespace linkcheck
