// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "descriptor.h"
#include "faults.h"
#include "file_operation.h"
#include "kept_errno.h"
#include "waits.h"

#include <cerrno>
#include <coax/file.hpp>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace coax {

using detail::file_operation;
using detail::injected;
using detail::request_of;
using testing::operation;

namespace {

ssize_t refused(int error) noexcept {
  errno = error;
  return -1;
}

task<int> end_with(int error) { co_return static_cast<int>(refused(error)); }

/// pread of what is in memory; may be less than there is.
ssize_t pread_now(int fd, void *buffer, std::size_t size, off_t offset) noexcept {
  const iovec part{buffer, size};
  return ::preadv2(fd, &part, 1, offset, RWF_NOWAIT);
}

/// pwrite as far as it goes without waiting.
ssize_t pwrite_now(int fd, const void *buffer, std::size_t size, off_t offset) noexcept {
  const iovec part{const_cast<void *>(buffer), size};
  return ::pwritev2(fd, &part, 1, offset, RWF_NOWAIT);
}

/// What such an attempt fails with when the thing itself may succeed. Other failures are final, and
/// have to be: io_uring would read from a pipe at an offset.
bool may_wait(int error) noexcept {
  return error == EAGAIN || error == EOPNOTSUPP || error == ENOSYS;
}

/// Whether a file on disk ends at or before `offset`.
bool ends_at(int fd, off_t offset) noexcept {
  struct ::stat status;
  return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= offset;
}

::timespec time_of(const statx_timestamp &t) noexcept {
  ::timespec time{};
  time.tv_sec = t.tv_sec;
  time.tv_nsec = static_cast<long>(t.tv_nsec);
  return time;
}

void convert(const struct ::statx &from, struct ::stat &to) noexcept {
  to = {};
  to.st_dev = makedev(from.stx_dev_major, from.stx_dev_minor);
  to.st_ino = from.stx_ino;
  to.st_mode = from.stx_mode;
  to.st_nlink = from.stx_nlink;
  to.st_uid = from.stx_uid;
  to.st_gid = from.stx_gid;
  to.st_rdev = makedev(from.stx_rdev_major, from.stx_rdev_minor);
  to.st_size = static_cast<off_t>(from.stx_size);
  to.st_blksize = static_cast<blksize_t>(from.stx_blksize);
  to.st_blocks = static_cast<blkcnt_t>(from.stx_blocks);
  to.st_atim = time_of(from.stx_atime);
  to.st_mtim = time_of(from.stx_mtime);
  to.st_ctim = time_of(from.stx_ctime);
}

/// statx(2) into a struct stat. A file system that does not know something gives 0, as for stat(2).
task<int> stat_at(int directory, const char *path, int flags, struct ::stat *status) {
  struct ::statx extended;
  io_uring_sqe request = request_of(IORING_OP_STATX, directory, path);
  request.len = STATX_BASIC_STATS;
  request.off = reinterpret_cast<std::uintptr_t>(&extended);
  request.statx_flags = static_cast<std::uint32_t>(flags);
  auto call = [=, &extended] {
    return ::statx(directory, path, flags, STATX_BASIC_STATS, &extended);
  };
  const int result = co_await file_operation(request, call);
  if (result == 0)
    convert(extended, *status);
  co_return result;
}

} // namespace

// A negative offset would mean the position of the file to what serves these two.
task<ssize_t> pread(int fd, void *buffer, std::size_t size, off_t offset) {
  const detail::kept_errno before;
  detail::turn_wait turn(false);
  co_await turn;
  if (offset < 0)
    co_return refused(EINVAL);
  if (const int made_up = injected(operation::pread, fd, size, true))
    co_return refused(made_up);
  const ssize_t at_hand = pread_now(fd, buffer, size, offset);
  if (at_hand >= 0 && (static_cast<std::size_t>(at_hand) == size || ends_at(fd, offset + at_hand)))
    co_return at_hand;
  if (at_hand < 0 && !may_wait(errno))
    co_return -1;
  const io_uring_sqe request =
      request_of(IORING_OP_READ, fd, buffer, size, static_cast<std::uint64_t>(offset));
  auto call = [=] { return ::pread(fd, buffer, size, offset); };
  const ssize_t n = co_await file_operation(request, call);
  co_return before.unless_failed(n);
}

task<ssize_t> pwrite(int fd, const void *buffer, std::size_t size, off_t offset) {
  const detail::kept_errno before;
  detail::turn_wait turn(false);
  co_await turn;
  if (offset < 0)
    co_return refused(EINVAL);
  if (const int made_up = injected(operation::pwrite, fd, size, true))
    co_return refused(made_up);
  const ssize_t at_once = pwrite_now(fd, buffer, size, offset);
  if (at_once < 0 && !may_wait(errno))
    co_return -1;
  const std::size_t done = at_once > 0 ? static_cast<std::size_t>(at_once) : 0;
  if (done == size && at_once >= 0)
    co_return at_once;
  const char *rest = static_cast<const char *>(buffer) + done;
  const off_t from = offset + static_cast<off_t>(done);
  const io_uring_sqe request =
      request_of(IORING_OP_WRITE, fd, rest, size - done, static_cast<std::uint64_t>(from));
  auto call = [=] { return ::pwrite(fd, rest, size - done, from); };
  const ssize_t n = co_await file_operation(request, call);
  if (n < 0)
    co_return before.unless_failed(done > 0 ? at_once : -1);
  co_return before.unless_failed(n + static_cast<ssize_t>(done));
}

// Never tried on the spot by the kernel, as it does that with O_NONBLOCK: a FIFO would not wait for
// its other end.
task<int> open(const char *path, int flags, mode_t mode) {
  if (const int made_up = injected(operation::open, -1))
    return end_with(made_up);
  io_uring_sqe request = request_of(IORING_OP_OPENAT, AT_FDCWD, path, mode);
  request.flags = IOSQE_ASYNC;
  request.open_flags = static_cast<std::uint32_t>(flags | O_LARGEFILE);
  return file_operation(request, [=] { return ::open(path, flags, mode); });
}

task<int> fsync(int fd) {
  if (const int made_up = injected(operation::sync, fd))
    return end_with(made_up);
  return file_operation(request_of(IORING_OP_FSYNC, fd), [=] { return ::fsync(fd); });
}

task<int> fdatasync(int fd) {
  if (const int made_up = injected(operation::sync, fd))
    return end_with(made_up);
  io_uring_sqe request = request_of(IORING_OP_FSYNC, fd);
  request.fsync_flags = IORING_FSYNC_DATASYNC;
  return file_operation(request, [=] { return ::fdatasync(fd); });
}

task<int> fallocate(int fd, int mode, off_t offset, off_t length) {
  io_uring_sqe request = request_of(IORING_OP_FALLOCATE, fd);
  request.addr = static_cast<std::uint64_t>(length);
  request.len = static_cast<std::uint32_t>(mode);
  request.off = static_cast<std::uint64_t>(offset);
  return file_operation(request, [=] { return ::fallocate(fd, mode, offset, length); });
}

// Only files can have something to write back when they are closed.
task<int> close(int fd) {
  detail::step_wait step(true);
  co_await step;
  detail::forget_descriptor(fd);
  // A task that is being cancelled must not wait, and a descriptor must not be lost.
  if (detail::file_type(fd) != S_IFREG || detail::current_strand()->cancel_requested)
    co_return ::close(fd);
  auto call = [=] { return ::close(fd); };
  try {
    const int result = co_await file_operation(request_of(IORING_OP_CLOSE, fd), call);
    co_return result;
  } catch (const cancelled &) { // before it was done
    ::close(fd);
    throw;
  }
}

task<int> stat(const char *path, struct ::stat *status) {
  return stat_at(AT_FDCWD, path, 0, status);
}

task<int> lstat(const char *path, struct ::stat *status) {
  return stat_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, status);
}

task<int> fstat(int fd, struct ::stat *status) { return stat_at(fd, "", AT_EMPTY_PATH, status); }

task<int> rename(const char *from, const char *to) {
  io_uring_sqe request = request_of(IORING_OP_RENAMEAT, AT_FDCWD, from);
  request.off = reinterpret_cast<std::uintptr_t>(to);
  request.len = static_cast<std::uint32_t>(AT_FDCWD);
  return file_operation(request, [=] { return ::rename(from, to); });
}

task<int> unlink(const char *path) {
  return file_operation(request_of(IORING_OP_UNLINKAT, AT_FDCWD, path),
                        [=] { return ::unlink(path); });
}

task<int> mkdir(const char *path, mode_t mode) {
  return file_operation(request_of(IORING_OP_MKDIRAT, AT_FDCWD, path, mode),
                        [=] { return ::mkdir(path, mode); });
}

const char *file_backend() {
  return detail::require_loop("file_backend").files.usable() ? "io_uring" : "threads";
}

} // namespace coax
