// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Unix domain streams for new code: unix_stream and unix_listener.
#pragma once

#include <coax/stream_socket.hpp>
#include <string>
#include <utility>

namespace coax {

/// A connection within the machine.
class unix_stream : public stream_socket {
public:
  using stream_socket::stream_socket;

  /// Connects to the listener at `path` (a leading null character: an abstract name). Throws
  /// std::system_error.
  static task<unix_stream> connect(std::string path);
  /// Two ends that are connected to each other.
  static std::pair<unix_stream, unix_stream> pair();
};

/// A listening unix socket. Removes its path when it is destroyed, unless another file is there by
/// then.
class unix_listener : public socket_owner {
public:
  /// Creates the socket file. EADDRINUSE when the path exists, also left behind by a program that
  /// was killed: remove it first if nobody can be listening. Throws std::system_error.
  static unix_listener bind(const std::string &path, int backlog = 4096);
  unix_listener(unix_listener &&other) noexcept;
  unix_listener &operator=(unix_listener &&other) noexcept;
  ~unix_listener();

  /// Waits for the next connection. Several tasks may wait.
  task<unix_stream> accept();

private:
  unix_listener(int fd, const std::string &path);

  std::string path_;
  unsigned long device_ = 0, inode_ = 0; ///< of the socket file
};

} // namespace coax
