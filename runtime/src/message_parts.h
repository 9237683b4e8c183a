// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is left of a scattered buffer after partial writes.
#pragma once

#include <cstddef>
#include <sys/socket.h>
#include <sys/uio.h>
#include <vector>

namespace coax::detail {

class message_parts {
public:
  message_parts(const iovec *parts, std::size_t count) : count_(count) {
    if (count == 1)
      only_ = *parts;
    else
      parts_.assign(parts, parts + count);
    skip();
  }

  bool empty() const noexcept { return first_ == count_; }
  iovec *data() noexcept { return begin() + first_; }
  int count() const noexcept { return static_cast<int>(count_ - first_); }
  /// Bytes that advance() has passed.
  ssize_t done() const noexcept { return done_; }

  void advance(std::size_t bytes) noexcept {
    done_ += static_cast<ssize_t>(bytes);
    while (bytes > 0 && !empty()) {
      iovec &part = *data();
      const std::size_t step = bytes < part.iov_len ? bytes : part.iov_len;
      part.iov_base = static_cast<char *>(part.iov_base) + step;
      part.iov_len -= step;
      bytes -= step;
      skip();
    }
  }

  /// Drops what is beyond the first `bytes`.
  void limit(std::size_t bytes) noexcept {
    for (std::size_t i = first_; i < count_; ++i) {
      iovec &part = begin()[i];
      part.iov_len = part.iov_len < bytes ? part.iov_len : bytes;
      bytes -= part.iov_len;
    }
  }

  /// What is left.
  std::size_t size() noexcept {
    std::size_t sum = 0;
    for (std::size_t i = first_; i < count_; ++i)
      sum += begin()[i].iov_len;
    return sum;
  }

  void describe(msghdr &message) noexcept {
    message.msg_iov = data();
    message.msg_iovlen = count_ - first_;
  }

private:
  iovec *begin() noexcept { return count_ == 1 ? &only_ : parts_.data(); }
  void skip() noexcept {
    while (!empty() && data()->iov_len == 0)
      ++first_;
  }

  std::size_t count_;
  iovec only_{}; ///< if it is one: most are
  std::vector<iovec> parts_;
  std::size_t first_ = 0;
  ssize_t done_ = 0;
};

} // namespace coax::detail
