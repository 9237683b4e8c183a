// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"
#include "refused_call.h"
#include "temporary_files.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <ranges>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

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
  const int longer = co_await coax::fallocate(fd, 0, 0, 20);
  EXPECT_EQ(longer, 0);
  struct stat grown {};
  const int seen = co_await coax::fstat(fd, &grown);
  EXPECT_EQ(seen, 0);
  EXPECT_EQ(grown.st_size, 20);
  const int cut = ::ftruncate(fd, 10);
  EXPECT_EQ(cut, 0);
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
  errno = 0;
  const ssize_t negative = co_await coax::pread(0, &byte, 1, -1);
  EXPECT_EQ(negative, -1);
  EXPECT_EQ(errno, EINVAL);
  const auto pipe = loopback::pipe_pair();
  errno = 0;
  const ssize_t seek = co_await coax::pread(pipe.left.get(), &byte, 1, 0);
  EXPECT_EQ(seek, -1);
  EXPECT_EQ(errno, ESPIPE);
  errno = 0;
  const ssize_t seek_to_write = co_await coax::pwrite(pipe.right.get(), &byte, 1, 0);
  EXPECT_EQ(seek_to_write, -1);
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

bool closing = false;

coax::task<void> close_when_cancelled(int fd) {
  try {
    co_await coax::sleep_for(std::chrono::hours(1));
  } catch (const coax::cancelled &) {
    closing = true;
  }
  co_await coax::close(fd);
}

coax::task<void> closed_by_cancelled_task() {
  const temporary_directory dir;
  const std::string name = dir / "file";
  const int fd = co_await coax::open(name.c_str(), O_RDWR | O_CREAT, 0600);
  co_await coax::move_on_after(std::chrono::milliseconds(1), close_when_cancelled(fd));
  EXPECT_TRUE(closing);
  EXPECT_EQ(::fcntl(fd, F_GETFD), -1);
}

TEST(File, IsClosedByATaskThatIsBeingCancelled) { coax::run(closed_by_cancelled_task()); }

coax::task<void> close_one(int fd) { co_await coax::close(fd); }

// More than there are threads for.
coax::task<void> closes_cancelled_in_the_queue() {
  const temporary_directory dir;
  const std::string name = dir / "file";
  const int fd = co_await coax::open(name.c_str(), O_RDWR | O_CREAT, 0600);
  std::vector<int> copies;
  for (int i = 0; i < 200; ++i)
    copies.push_back(::dup(fd));
  auto close_copies = [&copies](coax::group &g) -> coax::task<void> {
    for (const int one : copies)
      g.start(close_one, one);
    co_await coax::yield();
    g.cancel_all();
  };
  co_await coax::with_group(close_copies);
  for (const int one : copies)
    EXPECT_EQ(::fcntl(one, F_GETFD), -1);
  co_await coax::close(fd);
}

TEST(File, IsClosedThoughTheCloseIsCancelled) { coax::run(closes_cancelled_in_the_queue()); }

TEST(File, OpeningAFifoDoesNotStopTheLoop) { coax::run(fifo()); }

coax::task<void> same_status() {
  const temporary_directory dir;
  const std::string path = dir / "file", link = dir / "link";
  const int fd = co_await coax::open(path.c_str(), O_WRONLY | O_CREAT, 0640);
  co_await coax::pwrite(fd, "x", 1, 9999);
  co_await coax::close(fd);
  EXPECT_EQ(::symlink(path.c_str(), link.c_str()), 0);
  for (const std::string &name : {path, link, dir.path, std::string("/dev/null")}) {
    struct stat expected {
    }, seen{}, of_link_expected{}, of_link{};
    ::stat(name.c_str(), &expected);
    co_await coax::stat(name.c_str(), &seen);
    ::lstat(name.c_str(), &of_link_expected);
    co_await coax::lstat(name.c_str(), &of_link);
    EXPECT_EQ(std::memcmp(&expected, &seen, sizeof seen), 0) << name;
    EXPECT_EQ(std::memcmp(&of_link_expected, &of_link, sizeof of_link), 0) << name;
  }
}

TEST(File, StatTellsWhatTheOriginalTells) { coax::run(same_status()); }

coax::task<const char *> backend() { co_return coax::file_backend(); }

TEST(File, TheEnvironmentCanForbidIoUring) {
  const char *wish = std::getenv("COAX_BACKEND");
  const std::string used = coax::run(backend());
  if (wish && std::string(wish) == "epoll")
    EXPECT_EQ(used, "threads");
  else
    EXPECT_TRUE(used == "io_uring" || used == "threads") << used;
  EXPECT_STREQ(coax::block_on(backend()), "threads");
}

coax::task<void> write_block(int fd, int n) {
  const std::string block(512, static_cast<char>('a' + n % 26));
  const ssize_t written = co_await coax::pwrite(fd, block.data(), block.size(), n * 512L);
  EXPECT_EQ(written, 512);
}

coax::task<void> read_block(int fd, int n) {
  char block[512];
  const ssize_t got = co_await coax::pread(fd, block, sizeof block, n * 512L);
  EXPECT_EQ(got, 512);
  EXPECT_EQ(std::string(block, 512), std::string(512, static_cast<char>('a' + n % 26)));
}

constexpr int blocks = 3000; // more than any queue of the kernel's

coax::task<void> many_at_once() {
  const temporary_directory dir;
  const std::string path = dir / "file";
  const int fd = co_await coax::open(path.c_str(), O_RDWR | O_CREAT, 0600);
  auto numbers = std::views::iota(0, blocks);
  auto writes = numbers | std::views::transform([fd](int n) { return write_block(fd, n); });
  co_await coax::gather(writes);
  co_await coax::fdatasync(fd);
  ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  auto reads = numbers | std::views::transform([fd](int n) { return read_block(fd, n); });
  co_await coax::gather(reads);
  co_await coax::close(fd);
}

TEST(File, ThousandsOfOperationsAtOnce) { coax::run(many_at_once()); }

coax::task<void> cancel_some(int &ended) {
  const temporary_directory dir;
  const std::string path = dir / "file";
  const int fd = co_await coax::open(path.c_str(), O_RDWR | O_CREAT, 0600);
  std::vector<coax::handle<void>> all;
  for (int n = 0; n < blocks; ++n)
    all.push_back(coax::spawn(write_block, fd, n));
  co_await coax::yield();
  for (std::size_t i = 0; i < all.size(); i += 2)
    all[i].cancel();
  for (auto &one : all) {
    try {
      co_await one.join();
    } catch (const coax::cancelled &) {
    }
    ++ended;
  }
  co_await coax::close(fd);
}

TEST(File, ManyMayBeCancelledInFlight) {
  int ended = 0;
  coax::run(cancel_some(ended));
  EXPECT_EQ(ended, blocks);
}

coax::task<int> open_for_reading(const std::string &path) {
  const int fd = co_await coax::open(path.c_str(), O_RDONLY);
  co_return fd;
}

coax::task<void> give_up_on_a_fifo(bool &skipped) {
  skipped = std::string(coax::file_backend()) != "io_uring";
  if (skipped)
    co_return;
  const temporary_directory dir;
  const std::string path = dir / "fifo";
  EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const bool opened =
      co_await coax::move_on_after(std::chrono::milliseconds(5), open_for_reading(path));
  EXPECT_FALSE(opened);
  coax::spawn(open_for_reading, path).detach(); // in flight when the loop ends
  co_await coax::sleep_for(std::chrono::milliseconds(5));
}

TEST(File, AnOpenThatWaitsIsCancelledByIoUring) {
  bool skipped = false;
  coax::run(give_up_on_a_fifo(skipped));
  if (skipped)
    GTEST_SKIP() << "a thread that is in open() is waited for";
}

coax::task<int> use_files_on_both_sides_of_a_fork() {
  struct stat status {};
  co_await coax::stat("/", &status);
  const pid_t child = ::fork();
  const int found = co_await coax::stat("/", &status);
  if (child == 0)
    ::_exit(found == 0 && S_ISDIR(status.st_mode) ? 0 : 1);
  EXPECT_EQ(found, 0);
  int how = -1;
  co_await coax::waitpid(child, &how, 0);
  co_return how;
}

TEST(File, TheChildOfAForkHasFilesToo) {
  EXPECT_EQ(coax::run(use_files_on_both_sides_of_a_fork()), 0);
}

coax::task<bool> ends_when_cancelled(coax::handle<int> &waiting) {
  waiting.cancel();
  try {
    co_await waiting.join();
  } catch (const coax::cancelled &) {
    co_return true;
  }
  co_return false;
}

coax::task<int> cancel_in_the_child_what_is_in_flight(bool &skipped) {
  skipped = std::string(coax::file_backend()) != "io_uring";
  if (skipped)
    co_return 0;
  const temporary_directory dir;
  const std::string path = dir / "fifo";
  EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
  coax::handle<int> waiting = coax::spawn(open_for_reading, path);
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  const pid_t child = ::fork();
  const bool ended = co_await ends_when_cancelled(waiting);
  if (child == 0)
    ::_exit(ended ? 0 : 1);
  EXPECT_TRUE(ended);
  int how = -1;
  co_await coax::waitpid(child, &how, 0);
  co_return how;
}

TEST(File, TheChildOfAForkMayCancelWhatItsParentWaitsFor) {
  bool skipped = false;
  EXPECT_EQ(coax::run(cancel_in_the_child_what_is_in_flight(skipped)), 0);
  if (skipped)
    GTEST_SKIP() << "a thread that is in open() is waited for";
}

TEST(File, WorksWhereIoUringIsRefused) {
  const pid_t child = ::fork();
  if (child == 0) {
    refuse_system_call(SYS_io_uring_setup, EPERM); // as the default filters of containers do
    coax::run(life_of_a_file());
    const bool by_threads = std::string(coax::run(backend())) == "threads";
    ::_exit(by_threads && !::testing::Test::HasFailure() ? 0 : 1);
  }
  int how = -1;
  ASSERT_EQ(::waitpid(child, &how, 0), child);
  if (WIFEXITED(how) && WEXITSTATUS(how) == no_seccomp)
    GTEST_SKIP() << "seccomp is not there";
  EXPECT_EQ(how, 0);
}

} // namespace
