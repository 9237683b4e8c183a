// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "descriptor.h"
#include "loop.h"

#include <coax/file.hpp>
#include <coax/offload.hpp>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coax {

namespace {

template <class Call> auto on_file_lane(Call call) {
  return detail::offload_on(detail::lane_kind::file, call);
}

/// pread of what is in memory; may be less than there is.
ssize_t pread_now(int fd, void *buffer, std::size_t size, off_t offset) noexcept {
  const iovec part{buffer, size};
  return ::preadv2(fd, &part, 1, offset, RWF_NOWAIT);
}

} // namespace

task<ssize_t> pread(int fd, void *buffer, std::size_t size, off_t offset) {
  const ssize_t at_hand = pread_now(fd, buffer, size, offset);
  if (at_hand >= 0 && static_cast<std::size_t>(at_hand) == size)
    co_return at_hand;
  auto blocking = [=] { return ::pread(fd, buffer, size, offset); };
  const ssize_t n = co_await on_file_lane(blocking);
  co_return n;
}

task<ssize_t> pwrite(int fd, const void *buffer, std::size_t size, off_t offset) {
  return on_file_lane([=] { return ::pwrite(fd, buffer, size, offset); });
}

task<int> open(const char *path, int flags, mode_t mode) {
  return on_file_lane([=] { return ::open(path, flags, mode); });
}

task<int> fsync(int fd) {
  return on_file_lane([=] { return ::fsync(fd); });
}

task<int> fdatasync(int fd) {
  return on_file_lane([=] { return ::fdatasync(fd); });
}

// Only files can have something to write back when they are closed.
task<int> close(int fd) {
  if (detail::loop *here = detail::current_loop())
    here->descriptors.forget(fd);
  if (detail::file_type(fd) != S_IFREG)
    co_return ::close(fd);
  auto blocking = [=] { return ::close(fd); };
  const int result = co_await on_file_lane(blocking);
  co_return result;
}

task<int> stat(const char *path, struct ::stat *status) {
  return on_file_lane([=] { return ::stat(path, status); });
}

task<int> lstat(const char *path, struct ::stat *status) {
  return on_file_lane([=] { return ::lstat(path, status); });
}

task<int> fstat(int fd, struct ::stat *status) {
  return on_file_lane([=] { return ::fstat(fd, status); });
}

task<int> rename(const char *from, const char *to) {
  return on_file_lane([=] { return ::rename(from, to); });
}

task<int> unlink(const char *path) {
  return on_file_lane([=] { return ::unlink(path); });
}

task<int> mkdir(const char *path, mode_t mode) {
  return on_file_lane([=] { return ::mkdir(path, mode); });
}

} // namespace coax
