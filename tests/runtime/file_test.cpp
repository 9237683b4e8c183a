// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <sys/stat.h>

namespace {

struct temporary_directory {
  temporary_directory() {
    std::string name = (std::filesystem::temp_directory_path() / "coax-file-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~temporary_directory() { std::filesystem::remove_all(path); }
  std::string operator/(const char *name) const { return path + "/" + name; }
  std::string path;
};

coax::task<void> life_of_a_file() {
  const temporary_directory dir;
  const std::string sub = dir / "sub", first = dir / "sub/first", second = dir / "sub/second";
  const int made = co_await coax::mkdir(sub.c_str(), 0700);
  EXPECT_EQ(made, 0);
  const int fd = co_await coax::open(first.c_str(), O_RDWR | O_CREAT, 0600);
  EXPECT_GE(fd, 0);
  const ssize_t written = co_await coax::pwrite(fd, "0123456789", 10, 0);
  EXPECT_EQ(written, 10);
  char buffer[20];
  const ssize_t middle = co_await coax::pread(fd, buffer, 4, 3);
  EXPECT_EQ(std::string(buffer, 4), "3456");
  EXPECT_EQ(middle, 4);
  const ssize_t to_end = co_await coax::pread(fd, buffer, 20, 7);
  EXPECT_EQ(to_end, 3);
  const int synced = co_await coax::fsync(fd);
  const int data_synced = co_await coax::fdatasync(fd);
  EXPECT_EQ(synced + data_synced, 0);
  struct stat status {};
  const int by_descriptor = co_await coax::fstat(fd, &status);
  EXPECT_EQ(by_descriptor, 0);
  EXPECT_EQ(status.st_size, 10);
  const int closed = co_await coax::close(fd);
  EXPECT_EQ(closed, 0);
  const int renamed = co_await coax::rename(first.c_str(), second.c_str());
  EXPECT_EQ(renamed, 0);
  const int gone = co_await coax::stat(first.c_str(), &status);
  EXPECT_EQ(gone, -1);
  EXPECT_EQ(errno, ENOENT);
  const int there = co_await coax::lstat(second.c_str(), &status);
  EXPECT_EQ(there, 0);
  const int removed = co_await coax::unlink(second.c_str());
  EXPECT_EQ(removed, 0);
}

TEST(File, LivesAndDies) { coax::run(life_of_a_file()); }

coax::task<void> errors() {
  errno = 0;
  const int missing = co_await coax::open("/nonexistent/file", O_RDONLY);
  EXPECT_EQ(missing, -1);
  EXPECT_EQ(errno, ENOENT);
  errno = 0;
  const int closed = co_await coax::close(-1);
  EXPECT_EQ(closed, -1);
  EXPECT_EQ(errno, EBADF);
  char byte;
  errno = 0;
  const ssize_t n = co_await coax::pread(-1, &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EBADF);
  const auto pipe = loopback::pipe_pair();
  errno = 0;
  const ssize_t seek = co_await coax::pread(pipe.left.get(), &byte, 1, 0);
  EXPECT_EQ(seek, -1);
  EXPECT_EQ(errno, ESPIPE);
}

TEST(File, Errors) { coax::run(errors()); }

coax::task<void> open_reader(const std::string &path, int &fd) {
  fd = co_await coax::open(path.c_str(), O_RDONLY);
}

coax::task<void> open_writer(const std::string &path, int &fd) {
  co_await coax::sleep_for(std::chrono::milliseconds(2));
  fd = co_await coax::open(path.c_str(), O_WRONLY);
}

// Each open blocks until the other end is opened.
coax::task<void> fifo() {
  const temporary_directory dir;
  const std::string path = dir / "fifo";
  EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
  int reader = -1, writer = -1;
  co_await coax::gather(open_reader(path, reader), open_writer(path, writer));
  const loopback::descriptor r(reader), w(writer);
  EXPECT_GE(reader, 0);
  EXPECT_GE(writer, 0);
}

TEST(File, OpeningAFifoDoesNotStopTheLoop) { coax::run(fifo()); }

} // namespace
