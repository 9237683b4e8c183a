// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Connections and queries => answers counted and timed. One thread, epoll.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace coax::bench {

using Clock = std::chrono::steady_clock;

/// Holds many connections to one line-based server on loopback and asks on all of them at once:
/// each connection has one query under way and sends the next when the answer is there.
class LoadGenerator {
public:
  LoadGenerator(int port, int connections);
  ~LoadGenerator();
  LoadGenerator(const LoadGenerator &) = delete;
  LoadGenerator &operator=(const LoadGenerator &) = delete;

  /// Opens the connections; those that fail count as errors.
  void open();
  /// Sends \p request (one line, without its end, answered with one line) \p times on every
  /// connection, and returns when all are answered or \p deadline has passed. A connection that
  /// breaks or is late counts as an error and takes no part in later rounds.
  void ask(const std::string &request, int times, Clock::time_point deadline);

  int errors() const { return errors_; }
  /// Of every answer since the last call, in microseconds, in order of arrival.
  std::vector<std::uint32_t> takeLatencies() { return std::exchange(latencies_, {}); }

private:
  struct Connection {
    int fd = -1;
    int outstanding = 0; ///< Answers that are still to come in this round.
    Clock::time_point sentAt;
  };

  void send(Connection &connection);
  void onReadable(Connection &connection);
  void drop(Connection &connection);
  int millisecondsUntil(Clock::time_point deadline) const;

  int port_;
  int epoll_;
  int errors_ = 0;
  int busy_ = 0; ///< Connections with outstanding answers.
  std::string request_;
  std::vector<Connection> connections_;
  std::vector<std::uint32_t> latencies_;
};

} // namespace coax::bench
