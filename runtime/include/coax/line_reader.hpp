// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Line by line from anything that is read: files, pipes, sockets.
#pragma once

#include <coax/detail/leaf.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>

namespace coax {

/// Reads lines from a `Source`, which has `task<std::size_t> read(void *, std::size_t)` and must
/// outlive it:
///
///     coax::line_reader lines(file);
///     std::string line;
///     while (co_await lines.next(line))
///       use(line);
///
/// Reads ahead: what it has taken from the source, another reader does not get. One task at a time.
template <class Source> class line_reader {
public:
  /// With a limit, a line of more bytes throws std::length_error: for peers that are not trusted.
  explicit line_reader(Source &from,
                       std::size_t longest = std::numeric_limits<std::size_t>::max()) noexcept
      : from_(&from), longest_(longest) {}

  /// Waits for the next line and puts it in `line`, without its '\n'. The last one may lack that.
  /// False at the end. What read() throws passes; the line is then empty and the bytes that it
  /// would have begun with come again.
  task<bool> next(std::string &line) {
    line.clear();
    detail::step_wait step;
    co_await step;
    for (std::size_t searched = 0;;) {
      const std::size_t length = find_end(searched);
      if (length > longest_)
        throw std::length_error("coax::line_reader: a line is longer than its limit");
      if (length < size_) {
        take(line, length, length + 1);
        co_return true;
      }
      searched = size_;
      make_room();
      const std::size_t got = co_await from_->read(buffer_.get() + begin_ + size_, room());
      size_ += got;
      if (got == 0)
        break;
    }
    if (size_ == 0)
      co_return false;
    take(line, size_, size_);
    co_return true;
  }

private:
  static constexpr std::size_t piece = 16384;

  /// How many bytes there are before the first '\n', of which `searched` are known to be none.
  std::size_t find_end(std::size_t searched) const noexcept {
    if (searched == size_)
      return size_;
    const char *at = buffer_.get() + begin_;
    const void *end = std::memchr(at + searched, '\n', size_ - searched);
    return end ? static_cast<std::size_t>(static_cast<const char *>(end) - at) : size_;
  }

  void take(std::string &line, std::size_t length, std::size_t passed) {
    line.assign(buffer_.get() + begin_, length);
    begin_ += passed;
    size_ -= passed;
  }

  std::size_t room() const noexcept { return capacity_ - begin_ - size_; }

  /// For at least one more byte; the line moves to the front.
  void make_room() {
    if (size_ == capacity_) {
      const std::size_t larger = capacity_ > 0 ? 2 * capacity_ : piece;
      auto fresh = std::make_unique_for_overwrite<char[]>(larger);
      if (size_ > 0)
        std::memcpy(fresh.get(), buffer_.get() + begin_, size_);
      buffer_ = std::move(fresh);
      capacity_ = larger;
    } else if (begin_ > 0) {
      std::memmove(buffer_.get(), buffer_.get() + begin_, size_);
    }
    begin_ = 0;
  }

  Source *from_;
  std::size_t longest_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0, size_ = 0; ///< of what was read and not yet yielded
};

} // namespace coax
