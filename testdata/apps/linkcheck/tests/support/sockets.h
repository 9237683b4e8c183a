// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loopback sockets for the tests, independent of the program's own.
#pragma once

#include <string>

namespace test {

/// Owns a descriptor.
class Fd {
public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  Fd(Fd &&other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Fd &operator=(Fd &&other) noexcept;
  ~Fd();
  int get() const { return fd_; }

private:
  int fd_;
};

/// A socket bound to a free port of 127.0.0.1. It refuses connections until it listens.
/// \throws Failure
Fd bindLoopback(bool listening, int port = 0);
int portOf(const Fd &fd);
/// \throws Failure if nobody listens there.
Fd connectLoopback(int port);
/// The next visitor; holds no descriptor once \p listener was shut down.
Fd acceptOne(const Fd &listener);
/// False if the peer is gone.
bool sendText(int fd, const std::string &text);

} // namespace test
