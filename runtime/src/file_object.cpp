// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax::file, on top of the operations in the shapes of the POSIX calls.
#include "descriptor.h"

#include <cerrno>
#include <coax/file.hpp>
#include <unistd.h>

namespace coax {

namespace {

/// Large parts are transferred in pieces: one that is in memory is copied on the loop's thread.
constexpr std::size_t piece = 256 * 1024;

std::size_t piece_of(std::size_t size) noexcept { return size < piece ? size : piece; }

task<int> open_descriptor(const std::string &path, int flags, mode_t mode) {
  for (;;) {
    const int fd = co_await coax::open(path.c_str(), flags | O_CLOEXEC, mode);
    if (fd >= 0)
      co_return fd;
    if (errno != EINTR)
      detail::throw_errno(errno, "open " + path);
  }
}

task<file> open_file(std::string path, int flags, mode_t mode) {
  const int fd = co_await open_descriptor(path, flags, mode);
  co_return file(fd);
}

/// One read that no signal has ended.
task<std::size_t> read_once(int fd, void *buffer, std::size_t size) {
  for (;;) {
    const ssize_t n = co_await coax::read(fd, buffer, size);
    if (n >= 0)
      co_return static_cast<std::size_t>(n);
    if (errno != EINTR)
      detail::throw_errno(errno, "read");
  }
}

task<std::size_t> read_pieces(int fd, void *buffer, std::size_t size) {
  auto *at = static_cast<char *>(buffer);
  for (std::size_t done = 0;;) {
    const std::size_t wanted = piece_of(size - done);
    const std::size_t n = co_await read_once(fd, at + done, wanted);
    done += n;
    if (n < wanted || done == size)
      co_return done;
  }
}

task<std::size_t> read_pieces_at(int fd, void *buffer, std::size_t size, std::int64_t offset) {
  auto *at = static_cast<char *>(buffer);
  std::size_t done = 0;
  while (done < size) {
    const auto from = static_cast<off_t>(offset + static_cast<std::int64_t>(done));
    const ssize_t n = co_await coax::pread(fd, at + done, piece_of(size - done), from);
    if (n < 0 && errno != EINTR)
      detail::throw_errno(errno, "read_at");
    if (n == 0)
      break;
    if (n > 0)
      done += static_cast<std::size_t>(n);
  }
  co_return done;
}

task<void> write_pieces(int fd, const void *bytes, std::size_t size) {
  const auto *at = static_cast<const char *>(bytes);
  while (size > 0) {
    const ssize_t n = co_await coax::write(fd, at, piece_of(size));
    if (n < 0 && errno != EINTR)
      detail::throw_errno(errno, "write");
    if (n > 0) {
      at += n;
      size -= static_cast<std::size_t>(n);
    }
  }
}

task<void> write_pieces_at(int fd, const void *bytes, std::size_t size, std::int64_t offset) {
  const auto *at = static_cast<const char *>(bytes);
  while (size > 0) {
    const ssize_t n = co_await coax::pwrite(fd, at, piece_of(size), static_cast<off_t>(offset));
    if (n < 0 && errno != EINTR)
      detail::throw_errno(errno, "write_at");
    if (n > 0) {
      at += n;
      size -= static_cast<std::size_t>(n);
      offset += n;
    }
  }
}

task<std::int64_t> size_of(int fd) {
  struct ::stat status;
  const int result = co_await coax::fstat(fd, &status);
  if (result < 0)
    detail::throw_errno(errno, "size");
  co_return status.st_size;
}

/// What is left of a regular file; 0 where nobody knows.
task<std::size_t> bytes_left(int fd) {
  const off_t position = ::lseek(fd, 0, SEEK_CUR);
  if (position < 0)
    co_return 0;
  const std::int64_t size = co_await size_of(fd);
  co_return size > position ? static_cast<std::size_t>(size - position) : 0;
}

/// The size is a hint: files grow, and those of /proc have none.
task<std::string> read_to_end(int fd) {
  std::string all;
  const std::size_t expected = co_await bytes_left(fd);
  all.reserve(expected + 1);
  for (;;) {
    const std::size_t before = all.size();
    if (all.capacity() == before)
      all.reserve(2 * before);
    all.resize(before + piece_of(all.capacity() - before));
    const std::size_t n = co_await read_once(fd, all.data() + before, all.size() - before);
    all.resize(before + n);
    if (n == 0)
      co_return all;
  }
}

task<void> sync_file(int fd) {
  const int result = co_await coax::fsync(fd);
  if (result < 0)
    detail::throw_errno(errno, "sync");
}

// After EINTR the descriptor is closed all the same. Source: close(2), NOTES.
task<void> close_file(int fd) {
  if (fd < 0)
    co_return;
  const int result = co_await coax::close(fd);
  if (result < 0 && errno != EINTR)
    detail::throw_errno(errno, "close");
}

task<std::string> read_whole(std::string path) {
  file from = co_await open_file(path, O_RDONLY, 0);
  std::string all = co_await read_to_end(from.fd());
  co_await from.close();
  co_return all;
}

task<void> write_whole(std::string path, std::string_view data) {
  file to = co_await open_file(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  co_await write_pieces(to.fd(), data.data(), data.size());
  co_await to.close();
}

} // namespace

task<file> file::open(std::string path, int flags, mode_t mode) {
  return open_file(std::move(path), flags, mode);
}

// What is no regular file yields what there is: once.
task<std::size_t> file::read(void *buffer, std::size_t size) {
  if (size > piece && detail::file_type(fd()) == S_IFREG)
    return read_pieces(fd(), buffer, size);
  return read_once(fd(), buffer, size);
}

task<std::size_t> file::read_at(void *buffer, std::size_t size, std::int64_t offset) {
  return read_pieces_at(fd(), buffer, size, offset);
}

task<std::string> file::read_all() { return read_to_end(fd()); }

task<void> file::write(const void *bytes, std::size_t size) {
  return write_pieces(fd(), bytes, size);
}

task<void> file::write_at(const void *bytes, std::size_t size, std::int64_t offset) {
  return write_pieces_at(fd(), bytes, size, offset);
}

task<std::int64_t> file::size() { return size_of(fd()); }

std::int64_t file::seek(std::int64_t offset, int whence) {
  const off_t position = ::lseek(fd(), static_cast<off_t>(offset), whence);
  if (position < 0)
    detail::throw_errno(errno, "seek");
  return position;
}

task<void> file::sync() { return sync_file(fd()); }

task<void> file::close() { return close_file(release()); }

task<std::string> read_file(std::string path) { return read_whole(std::move(path)); }

task<void> write_file(std::string path, std::string_view data) {
  return write_whole(std::move(path), data);
}

} // namespace coax
