// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The unix socket through which `coax ps` and `coax pstree` look at this process.
#pragma once

#include <string>

namespace coax::detail {

/// Where `coax ps PID` looks when no path is given: /tmp/coax-UID/PID, UID the effective one.
std::string default_socket_path();

class task_server {
public:
  /// Binds and listens; only the same user may connect. The folder of the default path is made with
  /// mode 0700 and must be owned by this user; the socket has mode 0600. A socket that nobody
  /// listens on is replaced. Throws std::system_error.
  explicit task_server(std::string path);

  /// Answers one client after the other, for ever.
  [[noreturn]] void run() noexcept;

  /// Removes the path. Any thread; the server may be running.
  void remove_path() const noexcept;
  int descriptor() const noexcept { return listener_; }

private:
  void serve(int client) const noexcept;

  std::string path_;
  int listener_;
};

} // namespace coax::detail
