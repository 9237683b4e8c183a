// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The other end of a line-based conversation.
#pragma once

#include "sockets.h"

#include <string>

namespace test {

/// Gives up after a minute of silence, so that a server that hangs fails its test.
class LineClient {
public:
  explicit LineClient(int port) : LineClient(connectLoopback(port)) {}
  explicit LineClient(Fd fd);

  /// \throws Failure if the peer is gone.
  void send(const std::string &text);
  /// The next line without its end. \throws Failure at the end of the stream or on silence.
  std::string receive();
  /// True once the peer has closed; what it sent before is dropped.
  bool closed();
  /// Sends one line and receives one.
  std::string ask(const std::string &request);

private:
  Fd fd_;
  std::string buffer_;
};

} // namespace test
