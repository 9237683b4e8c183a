// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What sockets, pipes and files for new code have in common: an owned descriptor.
#pragma once

#include <coax/task.hpp>
#include <string>
#include <utility>

namespace coax {

/// Owns a descriptor. Movable, also while operations are under way.
class descriptor_owner {
public:
  descriptor_owner() noexcept = default;
  /// Takes over `fd`.
  explicit descriptor_owner(int fd) noexcept : fd_(fd) {}
  descriptor_owner(descriptor_owner &&other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  descriptor_owner &operator=(descriptor_owner &&other) noexcept {
    descriptor_owner taken(std::move(other));
    std::swap(fd_, taken.fd_);
    return *this;
  }
  /// Closes at once. Tasks that still wait for the descriptor go on waiting: await close() before.
  ~descriptor_owner();

  /// Closes; tasks that wait for the descriptor end with EBADF. Nothing happens when it is closed
  /// already.
  task<void> close();

  /// The descriptor, still owned; -1 when closed or moved from.
  int fd() const noexcept { return fd_; }
  explicit operator bool() const noexcept { return fd_ >= 0; }
  /// Gives the descriptor up to the caller.
  int release() noexcept { return std::exchange(fd_, -1); }

private:
  int fd_ = -1;
};

namespace detail {

/// Throws std::system_error: "coax: what: the error".
[[noreturn]] void throw_errno(int error, const std::string &what);

} // namespace detail
} // namespace coax
