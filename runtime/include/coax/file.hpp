// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files and descriptors of any kind, in the shapes of the POSIX calls: same arguments, same
// results, -1 and errno on failure. Strings and buffers must stay valid until the await returns,
// which it does only when nobody uses them any more, also when the task is cancelled.
#pragma once

#include <coax/task.hpp>
#include <sys/types.h>
#include <sys/uio.h>

struct stat;

namespace coax {

/// read(2) and write(2) on sockets, pipes, terminals and regular files alike. Data that is at hand
/// is read on the spot; a regular file that is not in memory goes to a pool thread. As with the
/// originals, read() returns what there is (a regular file: everything asked for up to its end), and
/// write() returns when everything is written.
task<::ssize_t> read(int fd, void *buffer, std::size_t size);
task<::ssize_t> write(int fd, const void *buffer, std::size_t size);
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

} // namespace coax
