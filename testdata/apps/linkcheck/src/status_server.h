// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Answers questions about the results, one line each.
#pragma once

#include "checker.h"
#include "net.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>

namespace linkcheck {

/// A TCP server with one thread a connection.
///
///     PING          -> PONG
///     COUNT         -> COUNT <links> <ok> <broken>
///     STATUS <url>  -> <description> | unknown
///     LIST          -> LIST <n>, then n lines "<description> <url>"
///     CHECK <url>   -> fetches the link again, then as STATUS
///     QUIT          -> BYE, closes this connection
///     SHUTDOWN      -> BYE, ends the server
///
/// Anything else is answered with "ERROR <reason>".
class StatusServer {
public:
  /// All three must outlive the server.
  StatusServer(Checker &checker, ResultCache &results, LogFile &log);

  /// Binds to loopback. Port 0 takes any free one. \throws std::system_error
  void open(std::uint16_t port);
  std::uint16_t port() const { return boundPort(listener_.get()); }

  /// Serves until SHUTDOWN; returns when the last connection has ended.
  void run();

private:
  void start(UniqueFd client);
  void serve(UniqueFd client);
  void converse(int fd);
  bool answer(int fd, const std::string &request);
  std::string list() const;
  std::string count() const;
  std::string status(const std::string &url) const;
  std::string recheck(const std::string &url);
  void stop();

  void enter(int fd);
  void leave(int fd);
  void disconnectAll();

  Checker &checker_;
  ResultCache &results_;
  LogFile &log_;
  UniqueFd listener_;
  std::atomic<bool> stopping_{false};

  std::mutex mutex_;
  std::condition_variable left_;
  std::set<int> connections_;
};

} // namespace linkcheck
