// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ends of a pipe, for new code: process.hpp hands them out. Migrated code keeps its
// descriptors: file.hpp.
//
// Failures of the system are thrown as std::system_error with the errno value. A signal handler
// does not end an operation.
#pragma once

#include <coax/descriptor_owner.hpp>
#include <cstddef>
#include <string>
#include <string_view>

namespace coax {

/// Owns an end of a pipe, which it makes non-blocking: the other end stays as it is. Closing it
/// wakes the tasks of this thread's loop that wait for it, with EBADF.
class pipe_end : public descriptor_owner {
public:
  pipe_end() noexcept = default;
  explicit pipe_end(int fd) noexcept;
  pipe_end(pipe_end &&) noexcept = default;
  pipe_end &operator=(pipe_end &&other) noexcept;
  ~pipe_end();
};

/// The end that bytes come out of.
class pipe_reader : public pipe_end {
public:
  using pipe_end::pipe_end;

  /// Waits for bytes and reads up to `size` of them, at least one; 0 when nobody can write any
  /// more.
  task<std::size_t> read(void *buffer, std::size_t size);
  /// Everything up to the end.
  task<std::string> read_all();
};

/// The end that bytes go into.
class pipe_writer : public pipe_end {
public:
  using pipe_end::pipe_end;

  /// Returns when the pipe has taken everything. EPIPE when nobody can read any more, never a
  /// signal. When it is cancelled a part may have been written.
  task<void> write(const void *bytes, std::size_t size);
  task<void> write(std::string_view text) { return write(text.data(), text.size()); }
};

} // namespace coax
