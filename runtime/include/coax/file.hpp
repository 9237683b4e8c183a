// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files and descriptors of any kind, in the shapes of the POSIX calls: same arguments, same
// results, -1 and errno on failure. Strings and buffers must stay valid until the await returns,
// which it does only when nobody uses them any more, also when the task is cancelled.
//
// For new code: coax::file, read_file() and write_file(), which throw std::system_error.
#pragma once

#include <coax/descriptor_owner.hpp>
#include <coax/detail/transfer.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <sys/uio.h>

struct stat;

namespace coax {

/// read(2) and write(2) on sockets, pipes, terminals and regular files alike. Data that is at hand
/// is read on the spot; a regular file that is not in memory goes to a pool thread. As with the
/// originals, read() returns what there is (a regular file: everything asked for up to its end), and
/// write() returns when everything is written.
descriptor_task read(int fd, void *buffer, std::size_t size);
descriptor_task write(int fd, const void *buffer, std::size_t size);
/// readv(2) and writev(2).
task<::ssize_t> readv(int fd, const struct ::iovec *parts, int count);
task<::ssize_t> writev(int fd, const struct ::iovec *parts, int count);
/// pread(2) and pwrite(2).
task<::ssize_t> pread(int fd, void *buffer, std::size_t size, ::off_t offset);
task<::ssize_t> pwrite(int fd, const void *buffer, std::size_t size, ::off_t offset);

/// open(2), fsync(2), fdatasync(2), fallocate(2).
task<int> open(const char *path, int flags, ::mode_t mode = 0);
task<int> fsync(int fd);
task<int> fdatasync(int fd);
task<int> fallocate(int fd, int mode, ::off_t offset, ::off_t length);
/// close(2). Tasks that wait for the descriptor get EBADF. The plain ::close() may be used as well;
/// it leaves such tasks waiting.
task<int> close(int fd);

/// stat(2), lstat(2), fstat(2), rename(2), unlink(2), mkdir(2).
task<int> stat(const char *path, struct ::stat *status);
task<int> lstat(const char *path, struct ::stat *status);
task<int> fstat(int fd, struct ::stat *status);
task<int> rename(const char *from, const char *to);
task<int> unlink(const char *path);
task<int> mkdir(const char *path, ::mode_t mode);

/// What does the operations above on this thread's loop: "io_uring" where Linux (6.1 or later) lets
/// the loop of run() have it and COAX_BACKEND=epoll does not forbid it, else "threads". Throws
/// misuse on a thread without a loop.
const char *file_backend();

/// An open file, which may also be a device, a FIFO or the like. Failures of the system are thrown
/// as std::system_error with the errno value; a signal handler does not end an operation. Movable,
/// also while operations are under way. Lines: line_reader.hpp. Operations at the position of the
/// file are for one task at a time.
class file : public descriptor_owner {
public:
  using descriptor_owner::descriptor_owner;

  /// open(2) with O_CLOEXEC, which waits for the other end of a FIFO. `mode` counts when a file is
  /// created.
  static task<file> open(std::string path, int flags = O_RDONLY, ::mode_t mode = 0666);

  /// Reads up to `size` bytes at the position of the file, and moves that. Fewer only at the end,
  /// where it yields 0; from what is no regular file whatever is there, at least one.
  task<std::size_t> read(void *buffer, std::size_t size);
  /// The same at `offset` from the beginning; the position stays.
  task<std::size_t> read_at(void *buffer, std::size_t size, std::int64_t offset);
  /// From the position of the file to its end.
  task<std::string> read_all();

  /// Writes everything, at the position of the file or its end (O_APPEND). When it fails or is
  /// cancelled a part may have been written.
  task<void> write(const void *bytes, std::size_t size);
  task<void> write(std::string_view text) { return write(text.data(), text.size()); }
  /// The same at `offset` from the beginning; the position stays.
  task<void> write_at(const void *bytes, std::size_t size, std::int64_t offset);

  /// In bytes.
  task<std::int64_t> size();
  /// Moves the position, by bytes from the beginning (SEEK_SET), from where it is (SEEK_CUR) or
  /// from the end (SEEK_END), and returns it from the beginning. Does not wait.
  std::int64_t seek(std::int64_t offset, int whence = SEEK_SET);
  /// Returns when everything that was written is on the disk: fsync(2).
  task<void> sync();

  /// Closes; unlike the destructor, it does not keep the loop from other tasks meanwhile and throws
  /// what the file system has to say about earlier writes (NFS, quotas). Nothing happens when it is
  /// closed already.
  task<void> close();
};

/// All of a file.
task<std::string> read_file(std::string path);
/// Makes `data`, which must stay valid, all of a file; creates it when it is not there. When it
/// fails or is cancelled a part may have been written.
task<void> write_file(std::string path, std::string_view data);

} // namespace coax
